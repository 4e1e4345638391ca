//! The tables, in Markdown: what each side cost at each size, the ratios, and how they grow with the size.

use std::fmt::Write as _;

use crate::common::numbers::{digits, median, thousands};
use crate::common::tree::Tree;
use crate::measure::Cost;

/// What one side cost at one size.
pub(crate) struct Row {
    pub(crate) articles: usize,
    pub(crate) label: String,
    pub(crate) costs: Vec<Cost>,
    /// The time limit ended it: the costs are lower bounds.
    pub(crate) stopped: bool,
    /// What to take of several runs.
    pub(crate) take: Take,
    /// What stands in the output folder; not told if the run was stopped, or had little to write.
    pub(crate) tree: Option<Tree>,
}

/// Which of several runs counts.
#[derive(Clone, Copy)]
pub(crate) enum Take {
    Best,
    Median,
}

/// One of the three things that are measured.
type Figure = fn(&Cost) -> f64;
const FIGURES: [(&str, Figure); 3] =
    [("wall", |cost| cost.wall), ("CPU", |cost| cost.cpu), ("peak memory", |cost| cost.peak)];

impl Row {
    fn of(&self, figure: Figure) -> f64 {
        let figures = self.costs.iter().map(figure);
        match self.take {
            Take::Best => figures.fold(f64::MAX, f64::min),
            Take::Median => median(figures.collect()),
        }
    }

    /// The floor holds the site in memory, and says nothing by that.
    fn tells_memory(&self) -> bool {
        !self.label.starts_with("floor")
    }

    fn least(&self) -> &'static str {
        if self.stopped { ">" } else { "" }
    }
}

/// The table of costs.
pub(crate) fn costs(rows: &[Row]) -> String {
    let mut table = String::from(
        "| articles | | wall s | range | CPU s | peak MB | files | MB | html | xml | runs |\n\
         |---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        let walls = || row.costs.iter().map(|cost| cost.wall);
        let (low, high) = (walls().fold(f64::MAX, f64::min), walls().fold(0.0, f64::max));
        let least = row.least();
        let peak = if row.tells_memory() {
            format!("{least}{}", thousands((row.of(|cost| cost.peak) / 1e6) as u64))
        } else {
            "–".to_owned()
        };
        let tree = row.tree.map_or_else(
            || "– | – | – | –".to_owned(),
            |Tree { files, bytes, html, xml }| {
                format!(
                    "{} | {:.1} | {} | {}",
                    thousands(files),
                    bytes as f64 / 1e6,
                    thousands(html),
                    thousands(xml)
                )
            },
        );
        writeln!(
            table,
            "| {} | {} | {least}{} | {}–{} | {least}{} | {peak} | {tree} | {} |",
            thousands(row.articles as u64),
            row.label,
            digits(row.of(|cost| cost.wall)),
            digits(low),
            digits(high),
            digits(row.of(|cost| cost.cpu)),
            row.costs.len(),
        )
        .expect("a String takes everything");
    }
    table
}

/// A ratio to print.
pub(crate) struct Ratio {
    /// What is divided.
    pub(crate) over: &'static str,
    /// By what.
    pub(crate) under: &'static str,
    /// At so many articles: what is aimed at, in wall and CPU time.
    pub(crate) target: Option<(usize, &'static str)>,
}

/// Ratios between sides at one size.
pub(crate) fn ratios(rows: &[Row], wanted: &[Ratio]) -> String {
    let mut table = String::from(
        "| articles | ratio | wall | CPU | peak memory | target |\n|---:|---|---:|---:|---:|---|\n",
    );
    let mut sizes: Vec<usize> = rows.iter().map(|row| row.articles).collect();
    sizes.dedup();
    for size in sizes {
        let find = |label| rows.iter().find(|row| row.articles == size && row.label == label);
        for Ratio { over, under, target } in wanted {
            if let (Some(upper), Some(lower)) = (find(*over), find(*under)) {
                let name = format!("{} | {over} / {under}", thousands(size as u64));
                let target = target.filter(|(articles, _)| *articles == size).map_or("–", |(_, aim)| aim);
                writeln!(table, "{} {target} |", quotients(&name, upper, lower))
                    .expect("a String takes everything");
            }
        }
    }
    table
}

/// A warm build to print as a part of the cold one.
pub(crate) struct Share {
    pub(crate) warm: String,
    pub(crate) cold: &'static str,
    /// At so many articles at most so many seconds.
    pub(crate) targets: &'static [(usize, f64)],
}

/// What warm builds cost, also as parts of cold ones.
pub(crate) fn shares(rows: &[Row], wanted: &[Share]) -> String {
    let mut table = String::from(
        "| articles | | wall, of the cold build | CPU | wall s | target s |\n|---:|---|---:|---:|---:|---:|\n",
    );
    for cold in rows {
        for Share { warm, targets, .. } in wanted.iter().filter(|share| share.cold == cold.label) {
            let Some(warm) = rows.iter().find(|row| row.articles == cold.articles && row.label == *warm)
            else {
                continue;
            };
            let share = |figure: Figure| format!("{:.1} %", 100.0 * warm.of(figure) / cold.of(figure));
            let target = targets.iter().find(|(articles, _)| *articles == cold.articles);
            writeln!(
                table,
                "| {} | {} | {} | {} | {} | {} |",
                thousands(cold.articles as u64),
                warm.label,
                share(|cost| cost.wall),
                share(|cost| cost.cpu),
                digits(warm.of(|cost| cost.wall)),
                target.map_or_else(|| "–".to_owned(), |(_, most)| digits(*most)),
            )
            .expect("a String takes everything");
        }
    }
    table
}

/// How each side grows from one size to the next; nothing if there is one size only.
pub(crate) fn growth(rows: &[Row]) -> Option<String> {
    let mut lines = String::new();
    for upper in rows {
        let smaller = rows.iter().filter(|row| row.label == upper.label && row.articles < upper.articles);
        if let Some(lower) = smaller.max_by_key(|row| row.articles) {
            let (over, under) = (thousands(upper.articles as u64), thousands(lower.articles as u64));
            lines += &quotients(&format!("{over} / {under} | {}", upper.label), upper, lower);
            lines.push('\n');
        }
    }
    let head = "| growth | | wall | CPU | peak memory |\n|---:|---|---:|---:|---:|\n";
    (!lines.is_empty()).then(|| head.to_owned() + &lines)
}

/// One line without its end.
fn quotients(name: &str, upper: &Row, lower: &Row) -> String {
    let quotients = FIGURES.map(|(name, figure)| {
        let applies = name != "peak memory" || lower.tells_memory();
        // A lower bound divided by a lower bound bounds nothing.
        if !applies || lower.stopped {
            return "–".to_owned();
        }
        format!("{}{}×", upper.least(), digits(upper.of(figure) / lower.of(figure)))
    });
    format!("| {name} | {} |", quotients.join(" | "))
}
