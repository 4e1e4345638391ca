//! Puts the documents together: see [`assemble`].

mod aliases;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use self::aliases::aliases;
use super::articles::ArticleDraft;
use super::check::{Outcome, follow_all};
use super::copies::{ShownFiles, beside_held, take_shown};
use super::duplicates::duplicates;
use super::identities::identities;
use super::languages::{self, LanguagePart, SiteLanguage};
use super::links::{LinkedFile, Links};
use super::membership::{self, Membership, term_redirects};
use super::naming::{ArticleTerms, Described, HeldNames, Naming, Registered};
use super::over;
use super::place::Placed;
use super::previous::{Previous, Reusable};
use super::registered::pictures;
use super::terms::{ByKind, TermKind, terms};
use super::translations::translations;
use super::unknown_names;
use super::visibility::Flags;
use super::withdrawn::{UnpublishedStatics, keep_registered};
use super::{
    Article, ArticleId, Brand, Edition, Fresh, Mentions, Page, Redirect, Rights, Site, SiteInLanguage,
    TermId, Withdrawn, civil, corrections,
};
use crate::config::Config;
use crate::content::registry::{Entry, RegistryKind};
use crate::content::{Document, Kind};
use crate::diagnostic::Diagnostic;
use crate::hash::{Digest, FastMap};
use crate::i18n::Alphabet;
use crate::source::File;

/// What a site is put together from.
pub struct Input {
    /// The configuration.
    pub config: Config,
    /// All documents and their files.
    pub documents: Vec<(Arc<Document>, Arc<File>)>,
    /// Files that should be documents, and of which none could be made.
    pub unreadable: Vec<Arc<str>>,
    /// The registries, by kind.
    pub registries: Vec<(RegistryKind, Arc<[Entry]>)>,
    /// Files of `content/` that are no documents, by path.
    pub files: BTreeMap<Arc<str>, LinkedFile>,
    /// Files of `static/` and of the theme, by address.
    pub statics: BTreeMap<String, LinkedFile>,
    /// Seconds since 1970.
    pub now: i64,
    /// What is shown although it would be held back.
    pub flags: Flags,
}

/// Puts a site together: in each of its languages, its own first.
///
/// The diagnostics say what is wrong between documents: links that lead nowhere, two things with one address.
///
/// `before` are the sites that the last such call gave for the same configuration, if there was one: what was found out of
/// documents that are the same values, and is so still, is taken from there. It decides about time alone.
pub fn assemble(input: Input, before: &[&Site]) -> (Vec<Site>, Vec<Diagnostic>) {
    let Input { config, documents, unreadable, registries, files, statics, now, flags } = input;
    let mut diagnostics = super::originals::check(&documents, &unreadable, &config.language);
    let configs = config.in_languages();
    let codes = configs
        .iter()
        .map(|config| SiteLanguage { code: config.language.clone(), home: format!("{}/", config.prefix) });
    let codes: Arc<[SiteLanguage]> = codes.collect();
    let before = Previous::new(before, &configs);
    let part = |(language, (documents, config)): (usize, _)| {
        let addresses = |document: &Arc<Document>| before.address(language, document);
        LanguagePart::new(documents, config, (now, flags), &addresses, &mut diagnostics)
    };
    let parts: Vec<LanguagePart> =
        languages::by_language(documents, &configs).into_iter().zip(configs).enumerate().map(part).collect();
    let reusable = parts.iter().enumerate().map(|(own, part)| before.reusable(own, &part.placed));
    let reusable: Vec<Option<Reusable<'_>>> = reusable.collect();
    let broken = parts.iter().flat_map(|part| &part.broken);
    let unreadable: Vec<Arc<str>> =
        unreadable.into_iter().chain(broken.map(|document| Arc::clone(&document.path))).collect();
    let links = languages::links(&parts, &reusable, &unreadable, &Arc::new(files), &Arc::new(statics));
    let (mut linked, mut unpublished_statics) = (Vec::with_capacity(parts.len()), UnpublishedStatics::new());
    let identities = identities(&parts, &reusable, &mut diagnostics);
    for (own, ((links, changed), of)) in links.into_iter().zip(identities.of).enumerate() {
        let (followed, said) = follow_all(&parts, own, (&links, changed.as_ref()), &reusable);
        diagnostics.extend(said);
        let mut shown_files = ShownFiles::default();
        for (number, (place, followed)) in parts[own].placed.iter().zip(&followed).enumerate() {
            let before = || reusable[own].as_ref().and_then(|reusable| reusable.article(number));
            let shown = match followed {
                Outcome::Followed(followed) => &*followed.copies,
                Outcome::AsBefore => before().map_or(&[][..], |article| &article.copies),
            };
            diagnostics
                .extend(followed.followed().iter().flat_map(|followed| &followed.diagnostics).cloned());
            take_shown(&mut shown_files, &place.document.path, shown, &mut diagnostics);
        }
        let live = parts.iter().flat_map(|part| &part.placed);
        let (of_language, said) =
            super::withdrawn::pictures(&parts[own].withdrawn, live, &links, &shown_files.copies);
        diagnostics.extend(said);
        unpublished_statics.extend(of_language);
        diagnostics.extend(beside_held(&parts, &shown_files.copies));
        let elsewhere = languages::others(own, &parts).flat_map(LanguagePart::described);
        let elsewhere = elsewhere
            .filter_map(|(kind, slug, title)| Some((term_of(kind)?, slug.to_string(), title.to_owned())));
        linked.push(LinkedPart {
            links,
            identities: of,
            followed,
            shown: shown_files,
            elsewhere: elsewhere.collect(),
        });
    }
    let shared =
        Shared { registries: &registries, languages: codes, now, identities_are_own: identities.are_own };
    let sites: Vec<SiteInLanguage> = parts
        .into_iter()
        .zip(linked)
        .enumerate()
        .map(|(own, (part, linked))| {
            assemble_one(
                part,
                linked,
                reusable[own].as_ref(),
                &shared,
                &mut unpublished_statics,
                &mut diagnostics,
            )
        })
        .collect();
    let translations = translations(&sites).into_iter().map(Arc::new);
    // Files of `static/` are published once, for all languages.
    let unpublished_statics = Arc::new(unpublished_statics);
    let shown = sites.iter().flat_map(|site| site.shown_statics.values().map(|file| Arc::clone(&file.path)));
    let shown_statics: Arc<BTreeSet<Arc<str>>> = Arc::new(shown.collect());
    let whole = |(in_language, translations)| {
        let unpublished_statics = Arc::clone(&unpublished_statics);
        let shown_statics_of_all = Arc::clone(&shown_statics);
        Site { in_language, unpublished_statics, shown_statics_of_all, translations }
    };
    let sites: Vec<Site> = sites.into_iter().zip(translations).map(whole).collect();
    diagnostics.extend(super::checks::said(&sites));
    if sites.len() > 1 {
        // What the registries say is wrong in every language alike.
        let mut said = BTreeSet::new();
        diagnostics.retain(|problem| said.insert(problem.clone()));
    }
    (sites, diagnostics)
}

/// What was found out about the documents of a language before anything is made of them.
struct LinkedPart {
    links: Links,
    /// The permanent identity of each in feeds.
    identities: Vec<Arc<str>>,
    /// What following the links of each gave, in the order of the documents.
    followed: Vec<Outcome>,
    /// Files that its pages show.
    shown: ShownFiles,
    /// The topics and stories that files of other languages describe: kind, slug and title.
    elsewhere: Vec<(TermKind, String, String)>,
}

/// What is the same in all languages.
struct Shared<'a> {
    registries: &'a [(RegistryKind, Arc<[Entry]>)],
    languages: Arc<[SiteLanguage]>,
    now: i64,
    identities_are_own: bool,
}

impl<'a> Shared<'a> {
    /// What a registry says of terms of a kind, in the language of `config`.
    fn entries(&self, kind: TermKind, config: &Config) -> Cow<'a, [Entry]> {
        let found = self.registries.iter().find(|(registry, _)| Some(*registry) == kind.registry());
        let entries: &'a [Entry] = found.map_or(&[], |(_, entries)| entries);
        match config.prefix.is_empty() {
            true => Cow::Borrowed(entries),
            false => entries.iter().map(|entry| entry.clone().in_language(&config.language)).collect(),
        }
    }
}

/// The terms of a kind of document.
fn term_of(kind: Kind) -> Option<TermKind> {
    match kind {
        Kind::Topic => Some(TermKind::Topic),
        Kind::Story => Some(TermKind::Story),
        _ => None,
    }
}

/// The documents of a language by what becomes of them.
#[derive(Default)]
struct ByType {
    drafts: Vec<ArticleDraft>,
    pages: Vec<Page>,
    home: Option<Page>,
    editions: Vec<Edition>,
    term_pages: ByKind<Vec<Page>>,
}

impl ByType {
    /// Documents with their identities and what following their links gave.
    fn of(placed: Vec<Placed>, identities: Vec<Arc<str>>, followed: Vec<Outcome>) -> Self {
        let mut all = Self::default();
        for ((place, id), followed) in placed.into_iter().zip(identities).zip(followed) {
            let kind = place.document.kind;
            let mut followed = match followed {
                followed if kind == Kind::Article => {
                    all.drafts.push(ArticleDraft { place, id, followed });
                    continue;
                }
                Outcome::Followed(followed) => *followed,
                Outcome::AsBefore => {
                    unreachable!("of pages it is found out anew, or taken over, what links gave")
                }
            };
            let leads = std::mem::take(&mut followed.leads);
            let page = Page::new(place.document, place.file, place.url, followed);
            match (kind, term_of(kind)) {
                (_, Some(kind)) => all.term_pages[kind].push(page),
                (Kind::Edition, _) => all.editions.push(Edition::new(page, id, leads)),
                (Kind::Home, _) => all.home = Some(page),
                _ => all.pages.push(page),
            }
        }
        all.pages.sort_by(|a, b| a.document.path.cmp(&b.document.path));
        all
    }
}

fn assemble_one(
    part: LanguagePart,
    linked: LinkedPart,
    reusable: Option<&Reusable<'_>>,
    shared: &Shared<'_>,
    unpublished_statics: &mut UnpublishedStatics,
    diagnostics: &mut Vec<Diagnostic>,
) -> SiteInLanguage {
    let LanguagePart { config, placed, withdrawn, held, held_documents, broken, next_due } = part;
    let LinkedPart { links, identities, followed, mut shown, elsewhere } = linked;
    let mut redirects: Vec<Redirect> = placed.iter().chain(&withdrawn).flat_map(aliases).collect();
    let described = |kind| {
        let described = placed.iter().filter(|place| term_of(place.document.kind) == Some(kind));
        described.map(Described::of).collect()
    };
    let registered = Registered {
        entries: ByKind::of(|kind| shared.entries(kind, &config)),
        files: ByKind::of(described),
        elsewhere,
        permalinks: &config.permalinks,
    };
    let ByType { drafts, pages, home, editions, term_pages } = ByType::of(placed, identities, followed);
    let documents: Vec<&Document> = drafts.iter().map(|draft| &*draft.place.document).collect();
    let alphabet = Alphabet::of(&config.language);
    let mut naming =
        Naming::new(&registered, HeldNames::of(&held), (&documents, &held_documents), reusable, &alphabet);
    for kind in TermKind::ALL {
        diagnostics.extend_from_slice(naming.names[kind].said());
    }
    let rights = Rights::new(&naming.names[TermKind::Source]);
    let has_same_rights = reusable.is_some_and(|before| before.site.rights.digest() == rights.digest());
    let of_articles = std::mem::take(&mut naming.articles);
    let article = |(number, (draft, terms)): (usize, (ArticleDraft, Option<ArticleTerms>))| {
        let before = reusable.and_then(|reusable| reusable.article(number));
        let over = over::since(&draft.place.document, &config, shared.now);
        draft.finish(terms, before, &naming, (&rights, has_same_rights), over)
    };
    let articles: Vec<Arc<Article>> =
        drafts.into_par_iter().zip(of_articles).enumerate().map(article).collect();
    let names = naming.names();
    let topics_of_files = (0..).map(TermId).zip(&term_pages[TermKind::Topic]);
    let membership = Membership::new(topics_of_files, &names);
    let editions = super::editions::order(editions);
    let of_terms = || {
        let lists = membership::lists(&articles, &naming, &membership, reusable);
        (lists, Mentions::of(&editions, &articles, &names, &membership), corrections::gather(&articles))
    };
    let of_texts = || {
        let said = unknown_names::check(names, &naming.rules.split, &articles, &held_documents);
        (said, duplicates(&articles, &links, &config.language, reusable))
    };
    let ((lists, mentions, corrections), (said, similarities)) = rayon::join(of_terms, of_texts);
    diagnostics.extend(said);
    let images = ByKind::of(|kind| match kind.registry() {
        Some(registry) => pictures((names[kind], &lists[kind]), registry, &links, &mut shown, diagnostics),
        None => FastMap::default(),
    });
    let rules = naming.rules;
    let [topics, tags, sources, authors, stories] =
        terms(naming.names, term_pages, lists, images, &articles).into_array();
    for (terms, kind) in [&tags, &sources, &authors].into_iter().zip(RegistryKind::ALL) {
        diagnostics.extend(keep_registered(unpublished_statics, terms, kind));
    }
    let brand = Brand::find(&config, &links, (&mut *unpublished_statics, &mut shown), diagnostics);
    for (terms, kind) in [&tags, &sources, &authors].into_iter().zip(RegistryKind::ALL) {
        let pattern = registered.pattern(TermKind::of(kind));
        redirects.extend(term_redirects(terms, pattern, kind.path()));
    }
    drop(registered);
    redirects.sort();
    redirects.dedup();

    let fresh = Fresh::new(&config, &articles, shared.now);
    let shell = Digest::of(&(
        topics.with_page().iter().map(|(_, term)| term.link).collect::<Vec<_>>(),
        stories.iter().any(|(_, story)| story.has_page()),
        editions.is_empty(),
        [&tags, &sources, &authors].map(|terms| terms.iter().any(|(_, term)| term.has_page())),
        articles.is_empty(),
        corrections.is_empty(),
        &brand,
    ));
    let archive = by_month(&articles, &config);
    let withdrawn = withdrawn.into_iter().map(|place| Withdrawn { document: place.document, url: place.url });
    SiteInLanguage {
        config: Arc::new(config),
        corrections: Arc::new(corrections),
        brand: Arc::new(brand),
        rights: Arc::new(rights),
        articles,
        topics: Arc::new(topics),
        tags: Arc::new(tags),
        sources: Arc::new(sources),
        authors: Arc::new(authors),
        stories: Arc::new(stories),
        editions: Arc::new(editions),
        mentions: Arc::new(mentions),
        withdrawn: Arc::new(withdrawn.collect()),
        pages: Arc::new(pages),
        home: home.map(Arc::new),
        archive: Arc::new(archive),
        held: Arc::new(held),
        held_documents: held_documents.into(),
        broken: broken.into(),
        now: shared.now,
        identities_are_own: shared.identities_are_own,
        next_due: next_due.into_iter().chain(fresh.until).min(),
        fresh: Arc::new(fresh),
        redirects: Arc::new(redirects),
        copies: Arc::new(shown.copies),
        shown_statics: Arc::new(shown.statics),
        naming_rules: Arc::new(rules),
        shell,
        languages: Arc::clone(&shared.languages),
        links: Arc::new(links),
        similarities: Arc::new(similarities),
    }
}

/// Articles by year and month in the site's zone, newest first.
fn by_month(articles: &[Arc<Article>], config: &Config) -> BTreeMap<(i32, u32), Vec<ArticleId>> {
    let mut months: BTreeMap<(i32, u32), Vec<ArticleId>> = BTreeMap::new();
    for (number, article) in (0..).zip(articles) {
        let (year, month, _) = civil(config.timezone, article.date.timestamp);
        months.entry((year, month)).or_default().push(ArticleId(number));
    }
    months
}
