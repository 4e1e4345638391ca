//! Given names: by them a person is told from an outlet or a place whose last word is a surname, too ("Tessa Hall", "Town Hall").
//!
//! Those that are names of places, streets and buildings as often ("Victoria", "Albert") are left out: of these nobody can say.

/// Whether a word is a given name, or several with hyphens between.
pub(super) fn is_given(word: &str) -> bool {
    let lower = word.trim_matches(['"', '“', '”', '‘', '\'']).to_lowercase();
    lower.split('-').all(|part| GIVEN.contains(&part))
}

/// The commonest ones in the countries of five languages, in lower case.
const GIVEN: &[&str] = &[
    // English
    "aaron", "abigail", "adam", "adrian", "aidan", "alan", "alastair", "alex", "alexander", "alexandra",
    "alexis", "alice", "alison", "allison", "amanda", "amber", "amelia", "amy", "andrea", "andrew", "andy",
    "angela", "angus", "ann", "anna", "anne", "annie", "anthony", "arthur", "ashley", "barbara", "barry",
    "becky", "ben", "benjamin", "bernard", "beth", "bill", "billy", "bob", "bobby", "brad", "brandon",
    "brenda", "brendan", "brian", "bridget", "bruce", "bryan", "caitlin", "callum", "cameron", "carl",
    "carla", "carol", "caroline", "carolyn", "catherine", "charles", "charlie", "cheryl", "chloe", "chris",
    "christian", "christina", "christine", "christopher", "ciara", "claire", "clara", "clare", "colin",
    "connor", "craig", "cynthia", "damian", "damien", "dan", "daniel", "danielle", "danny", "darren", "dave",
    "david", "dawn", "dean", "deborah", "debbie", "denis", "dennis", "derek", "diana", "diane", "dominic",
    "donald", "donna", "doug", "douglas", "duncan", "ed", "eddie", "edward", "eileen", "eleanor", "ellen",
    "ellie", "emily", "emma", "eric", "erica", "erin", "ethan", "eve", "ewan", "fiona", "frances", "francis",
    "frank", "fred", "freya", "gareth", "gary", "gavin", "gemma", "geoff", "geoffrey", "gerald", "gerard",
    "gillian", "gordon", "graham", "greg", "gregory", "hannah", "harriet", "harry", "heather", "helen",
    "henry", "hilary", "holly", "howard", "hugh", "ian", "imogen", "isaac", "isabel", "isabella", "isla",
    "jack", "jacob", "jacqueline", "jake", "james", "jamie", "jan", "jane", "janet", "janice", "jason",
    "jean", "jeff", "jeffrey", "jen", "jenna", "jennifer", "jenny", "jeremy", "jerry", "jess", "jessica",
    "jill", "jim", "jo", "joan", "joanna", "joanne", "jodie", "joe", "joel", "john", "johnny", "jon",
    "jonathan", "joseph", "josh", "joshua", "joyce", "judith", "judy", "julia", "julian", "julie", "justin",
    "karen", "kate", "katherine", "kathleen", "kathryn", "kathy", "katie", "katy", "keith", "kelly", "ken",
    "kenneth", "kevin", "kieran", "kim", "kimberly", "kirsty", "kyle", "larry", "laura", "lauren", "leah",
    "leo", "leslie", "lewis", "liam", "lily", "linda", "lindsay", "lindsey", "lisa", "liz", "lizzie",
    "louise", "lucas", "lucy", "luke", "lydia", "lynn", "maggie", "malcolm", "marc", "marcus", "margaret",
    "maria", "marie", "mark", "martha", "martin", "mary", "matt", "matthew", "max", "maya", "megan",
    "melanie", "melissa", "mia", "michael", "michelle", "mick", "mike", "miriam", "molly", "monica", "nadia",
    "nancy", "naomi", "natalie", "natasha", "nathan", "neil", "niall", "nicholas", "nick", "nicola",
    "nicole", "nigel", "nina", "noah", "nora", "oliver", "olivia", "owen", "pamela", "pat", "patricia",
    "patrick", "paul", "paula", "pauline", "penny", "pete", "peter", "phil", "philip", "phoebe", "rachael",
    "rachel", "ralph", "ray", "raymond", "rebecca", "rhys", "richard", "rick", "rob", "robert", "robin",
    "rory", "rosemary", "rosie", "ross", "roy", "rupert", "russell", "ruth", "ryan", "sally", "sam",
    "samantha", "samuel", "sandra", "sara", "sarah", "scott", "sean", "seth", "shane", "shannon", "sharon",
    "shaun", "sheila", "shirley", "simon", "sophia", "sophie", "stacey", "stella", "stephanie", "stephen",
    "steve", "steven", "stewart", "stuart", "sue", "susan", "susie", "suzanne", "tara", "ted", "teresa",
    "terry", "tess", "tessa", "theo", "theresa", "thomas", "tim", "timothy", "tina", "toby", "todd", "tom",
    "tommy", "toni", "tony", "tracey", "tracy", "trevor", "valerie", "vanessa", "vera", "victor", "vincent",
    "walter", "wendy", "will", "william", "zach", "zachary", "zara", "zoe", "abdul", "ahmed", "aisha", "ali",
    "amit", "anita", "arjun", "deepa", "fatima", "hassan", "ibrahim", "karim", "meera", "mohammed",
    "muhammad", "neha", "omar", "priya", "rahul", "raj", "ravi", "sanjay", "sunil", "yusuf",
    // German
    "achim", "alexandra", "andreas", "angelika", "anja", "anke", "annette", "antje", "armin", "axel",
    "bärbel", "beate", "bernd", "bettina", "birgit", "björn", "brigitte", "carsten", "christa", "christiane",
    "christoph", "claudia", "cornelia", "daniela", "dieter", "dirk", "doris", "eberhard", "elke", "erika",
    "ernst", "eva", "florian", "franz", "franziska", "friedrich", "fritz", "gabriele", "gerd", "gerhard",
    "gisela", "gudrun", "günter", "günther", "hans", "heike", "heiko", "heinrich", "heinz", "helga",
    "helmut", "herbert", "holger", "horst", "ines", "ingo", "ingrid", "jana", "jens", "jochen", "jonas",
    "jörg", "jürgen", "jutta", "kai", "karin", "karl", "karsten", "kathrin", "katja", "katrin", "klaus",
    "kristina", "kurt", "lars", "lena", "leon", "leonie", "lukas", "manfred", "manuela", "marcel", "marco",
    "marion", "markus", "martina", "matthias", "melanie", "michaela", "mirko", "monika", "nadine", "nele",
    "niklas", "nils", "norbert", "olaf", "oskar", "otto", "petra", "philipp", "rainer", "ralf", "reinhard",
    "renate", "rolf", "rudolf", "rüdiger", "sabine", "sandra", "sascha", "sebastian", "silke", "silvia",
    "simone", "stefan", "stefanie", "steffen", "susanne", "sven", "svenja", "tanja", "thorsten", "tobias",
    "torsten", "udo", "ulf", "ulrich", "ulrike", "ursula", "ute", "uwe", "volker", "werner", "wilhelm",
    "wolfgang", // French
    "agnès", "alain", "amélie", "antoine", "arnaud", "aurélie", "baptiste", "benoît", "bertrand", "bruno",
    "camille", "carole", "cécile", "céline", "chantal", "christelle", "christophe", "claude", "clément",
    "corinne", "cyril", "delphine", "didier", "dominique", "élise", "émilie", "emmanuel", "éric", "étienne",
    "fabien", "fabrice", "florent", "françois", "françoise", "frédéric", "gérard", "gilles", "guillaume",
    "hélène", "henri", "hervé", "hugo", "isabelle", "jacques", "jérôme", "joël", "julien", "juliette",
    "laurent", "léa", "louis", "luc", "lucie", "maëlle", "manon", "marc", "marine", "mathieu", "mathilde",
    "maxime", "mélanie", "michel", "mireille", "monique", "nathalie", "nicolas", "noémie", "olivier",
    "pascal", "patrice", "philippe", "pierre", "quentin", "raphaël", "rémi", "romain", "sandrine",
    "sébastien", "serge", "solène", "sophie", "stéphane", "stéphanie", "sylvain", "sylvie", "théo",
    "thibault", "thierry", "valentin", "véronique", "virginie", "xavier", "yann", "yves",
    // Spanish
    "adriana", "alberto", "alejandra", "alejandro", "álvaro", "ana", "andrés", "ángel", "antonio", "beatriz",
    "carlos", "carmen", "cristina", "diego", "eduardo", "elena", "emilio", "enrique", "esteban", "felipe",
    "fernando", "francisco", "gabriel", "gabriela", "gloria", "gonzalo", "guillermo", "ignacio", "inés",
    "irene", "isabel", "javier", "jesús", "joaquín", "jorge", "josé", "juan", "julio", "laura", "lucía",
    "luis", "luisa", "manuel", "marcos", "mariana", "marta", "miguel", "mónica", "nuria", "óscar", "pablo",
    "patricia", "pedro", "pilar", "rafael", "ramón", "raquel", "raúl", "ricardo", "roberto", "rocío", "rosa",
    "rubén", "sergio", "silvia", "sofía", "susana", "tomás", "verónica", "vicente",
    // Ukrainian
    "аліна", "алла", "анастасія", "анатолій", "андрій", "анна", "антон", "артем", "богдан", "богдана",
    "борис", "вадим", "валентина", "валерій", "василь", "віктор", "вікторія", "віра", "віталій", "володимир",
    "галина", "ганна", "геннадій", "григорій", "дарина", "дарія", "денис", "дмитро", "євген", "євгенія",
    "елена", "іван", "ігор", "інна", "ірина", "катерина", "кирило", "кіра", "костянтин", "ксенія", "лариса",
    "леонід", "леся", "лідія", "любов", "людмила", "максим", "марина", "марія", "марко", "микита", "микола",
    "мирослава", "михайло", "надія", "назар", "наталія", "наталя", "ніна", "оксана", "олег", "олександр",
    "олександра", "олексій", "олена", "ольга", "остап", "павло", "петро", "роман", "руслан", "світлана",
    "сергій", "софія", "станіслав", "степан", "тарас", "тетяна", "федір", "юлія", "юрій", "яна", "ярослав",
    "ярослава",
];
