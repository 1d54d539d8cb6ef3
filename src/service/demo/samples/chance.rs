//! Numbers that look random and are the same every time.

/// Xorshift64*, good enough for test data and nothing else.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        // Zero would stay zero for ever; small seeds are spread first.
        Self((seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9) | 1)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `limit` (which is not 0).
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    pub(super) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let index = self.below(u64::try_from(words.len()).unwrap_or(1));
        let found = usize::try_from(index).ok().and_then(|it| words.get(it));
        found.copied().unwrap_or_default()
    }

    pub(super) fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(count + 8);
        while out.len() < count {
            out.extend_from_slice(&self.next().to_le_bytes());
        }
        out.truncate(count);
        out
    }
}
