//! What the service has done, for Prometheus.
//!
//! Law: labels are doors and statuses, of which there are few; nothing of any text.

use std::sync::atomic::AtomicU64;
use std::time::Duration;

use limpide::document::ArticleReport;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Counts, and the registry that prints them.
pub(crate) struct Counters {
    registry: Registry,
    requests: Family<Answer, Counter>,
    seconds: Family<Door, Histogram, fn() -> Histogram>,
    pub(crate) open: Gauge,
    articles: Counter,
    spun: Counter,
    findings: Counter,
    repairs: Counter,
    text: Counter<u64, AtomicU64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answer {
    door: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Door {
    door: String,
}

/// Seconds, from an empty article to a large request.
const SECONDS: [f64; 11] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0];

impl Counters {
    pub(crate) fn new() -> Self {
        let mut all = Self {
            registry: Registry::with_prefix("limpide"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            open: Gauge::default(),
            articles: Counter::default(),
            spun: Counter::default(),
            findings: Counter::default(),
            repairs: Counter::default(),
            text: Counter::default(),
        };
        let Self { registry, requests, seconds, open, articles, spun, findings, repairs, text } = &mut all;
        registry.register("requests", "Requests answered, by door and status", requests.clone());
        registry.register_with_unit("request", "Time until the answer began", Unit::Seconds, seconds.clone());
        registry.register("requests_open", "Requests being answered", open.clone());
        registry.register("articles", "Articles judged", articles.clone());
        registry.register("articles_spun", "Articles found to be spun", spun.clone());
        registry.register("findings", "Places found, doubtful ones too", findings.clone());
        registry.register("repairs", "Repairs applied or proposed as sure", repairs.clone());
        registry.register_with_unit("text", "Text of the articles judged", Unit::Bytes, text.clone());
        all
    }

    /// A request was answered.
    pub(crate) fn answered(&self, door: &str, status: u16, took: Duration) {
        self.requests.get_or_create(&Answer { door: door.into(), status }).inc();
        self.seconds.get_or_create(&Door { door: door.into() }).observe(took.as_secs_f64());
    }

    /// An article was judged.
    pub(crate) fn judged(&self, article: &ArticleReport<'_>) {
        self.articles.inc();
        self.spun.inc_by(article.verdict.spun.into());
        self.findings.inc_by(article.findings.len() as u64);
        self.repairs.inc_by(article.findings.iter().filter(|finding| finding.applied).count() as u64);
        self.text.inc_by(article.text.len() as u64);
    }

    /// All of them, in the text form.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // A string takes whatever is written to it.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
