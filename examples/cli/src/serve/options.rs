//! The options of `limpide serve`.

use std::net::SocketAddr;

use clap::Args;

use crate::options::Rules;

/// Serve over HTTP: check and clean articles, and speak the LanguageTool protocol that editors know.
///
/// GET / is a page to try it in a browser, GET /openapi.json tells of every door. SIGINT and SIGTERM stop it once what was begun
/// is answered; SIGHUP reads limpide.toml and the dictionaries anew.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen. Only this machine reaches the default; for all, write 0.0.0.0:8181, and give a token. Port 0 takes a
    /// free one, which is said.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8181")]
    pub(crate) listen: SocketAddr,
    /// Ask this of whoever sends text, as `Authorization: Bearer TOKEN`, or as `apiKey` in the LanguageTool protocol.
    ///
    /// Other users of the machine can read it on a command line; in the environment they cannot.
    #[arg(long, value_name = "TOKEN", env = "LIMPIDE_TOKEN", hide_env_values = true, value_parser = token)]
    pub(crate) token: Option<String>,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

/// How much is taken on. What goes beyond is refused with an answer that says so.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Limits")]
pub(crate) struct Limits {
    /// The most bytes of a request, and of a line of a stream (413).
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20, value_parser = clap::value_parser!(u64).range(1..=1 << 30))]
    pub(crate) max_body: u64,
    /// The most articles of a request (413).
    #[arg(long, value_name = "COUNT", default_value_t = 1000)]
    pub(crate) max_articles: usize,
    /// The most requests at a time; the next is told to come back (503, Retry-After).
    #[arg(long, value_name = "COUNT", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) max_requests: u32,
    /// How many seconds a request may take (503), a client may take to send it (408), and a stream may stand still.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: u64,
}

fn token(text: &str) -> Result<String, String> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { Ok(text.into()) } else { Err("write letters, digits and signs without blanks or accents".into()) }
}
