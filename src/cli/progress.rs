//! How far long work is, on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Work on small files ends before anybody looks.
const UNSEEN: Duration = Duration::from_millis(300);

/// A bar of bytes read.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    begun: std::time::Instant,
}

impl Progress {
    /// For `bytes` in all.
    pub fn of_bytes(bytes: u64) -> anyhow::Result<Self> {
        let bar = ProgressBar::new(bytes);
        bar.set_style(ProgressStyle::with_template(
            "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        )?);
        Ok(Self { bar, begun: std::time::Instant::now() })
    }

    /// So many bytes of the file at hand are read.
    pub fn read(&self, bytes: u64) {
        if self.begun.elapsed() > UNSEEN {
            self.bar.set_position(bytes);
        }
    }

    /// So many of so many addresses are looked up.
    pub fn looked_up(&self, done: usize, all: usize) {
        if self.begun.elapsed() > UNSEEN {
            self.bar.set_style(ProgressStyle::default_bar());
            self.bar.set_length(all as u64);
            self.bar.set_position(done as u64);
        }
    }

    /// The work is done.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
