//! Made-up mail of a small law firm: a mixed bag of what such an office receives.

mod chance;
mod compose;
mod generated;
mod letters;
mod oddities;

pub use generated::generated_mail;

/// A message and when the server received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleMail {
    /// The message, byte for byte.
    pub raw: Vec<u8>,
    /// Unix time.
    pub received: i64,
}

const HOUR: i64 = 60 * 60;
/// First message this long before now, in hours: a little less than four weeks.
const OLDEST: i64 = 27 * 24;

/// The practice office's mail, oldest first, spread over the four weeks before `now`. The same
/// `now` gives the same bytes. Every name and address is made up.
pub fn sample_mails(now: i64) -> Vec<SampleMail> {
    let writers: Vec<fn(i64) -> Vec<u8>> =
        letters::ALL.iter().chain(&oddities::ALL).copied().collect();
    let count = i64::try_from(writers.len()).unwrap_or(1).max(1);
    let step = OLDEST * HOUR / count;
    (0..count)
        .zip(writers)
        .map(|(index, write)| {
            // Not to the full hour each time: no office receives mail like clockwork.
            let jitter = (index * 1_237) % 3_001;
            let received = now - OLDEST * HOUR + index * step + jitter;
            SampleMail {
                raw: write(received),
                received,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
