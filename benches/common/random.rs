//! A small generator of pseudo-random numbers, so that every machine makes the same corpus.
//!
//! `SplitMix64` (Steele, Lea and Flood, 2014). It must not know what its numbers are used for.

/// A stream of numbers that is determined by its seed.
pub(crate) struct Random(u64);

impl Random {
    /// The stream number `index` of a family of streams.
    pub(crate) fn new(family: u64, index: u64) -> Self {
        let mut random = Self(family ^ index.wrapping_mul(0x2545_F491_4F6C_DD1D));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = u128::from(self.next()) * end as u128;
        usize::try_from(wide >> 64).expect("less than `end`")
    }

    /// A number from `start` up to and including `last`.
    pub(crate) fn between(&mut self, start: usize, last: usize) -> usize {
        start + self.below(last - start + 1)
    }

    /// True in `percent` of 100 cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// Draws ranks so that few are common and many are rare, as tags and outlets are.
pub(crate) struct Zipf {
    /// The sum of the weights up to each rank, in millionths of the first rank's weight.
    sums: Vec<usize>,
}

impl Zipf {
    /// Ranks from 0 up to `count`, the weight of rank r being (r + 1) to the power of -0.7.
    pub(crate) fn new(count: u32) -> Self {
        let weights = (1..=count).map(|rank| (1e6 / f64::from(rank).powf(0.7)) as usize);
        let sums = weights
            .scan(0, |sum, weight| {
                *sum += weight;
                Some(*sum)
            })
            .collect();
        Self { sums }
    }

    /// One rank.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let at = random.below(self.sums[self.sums.len() - 1]);
        self.sums.partition_point(|sum| *sum <= at)
    }

    /// From `least` to `most` different ranks.
    pub(crate) fn draw_some(&self, random: &mut Random, least: usize, most: usize) -> Vec<usize> {
        let count = random.between(least, most);
        let mut ranks = Vec::with_capacity(count);
        while ranks.len() < count {
            let rank = self.draw(random);
            if !ranks.contains(&rank) {
                ranks.push(rank);
            }
        }
        ranks
    }
}
