//! The service under load: many connections that ask without a pause, as long as is wished.
//!
//! Law: what is sent is the same in every run: articles of 5 KB made of the fixtures, one in five spun, in turns. Every answer is
//! read to its end, and an answer other than 200 is an error. Memory is what the system says the process holds (`VmRSS`): before the
//! first request, after a tenth of the time, when all has been used once, and at the end. Those who ask share the machine with
//! the service, so a rate is one of both. Rejected: a load generator from elsewhere; it would have to be installed where this is run.

use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::bed::{Bed, SEEDS};
use crate::speed::texts::of_length;
use crate::spin::Profile;

/// Bytes of an article.
const ARTICLE: usize = 5_000;
/// One article in so many is spun.
const ONE_IN: usize = 5;

/// What a run gave.
#[derive(Clone, Debug)]
pub struct Load {
    connections: usize,
    took: Duration,
    /// Of each answer, how long it took, sorted.
    answers: Vec<Duration>,
    errors: Vec<String>,
    /// Before, after a tenth of the time, and at the end, in bytes; `None` where the system does not tell.
    memory: [Option<u64>; 3],
}

impl Load {
    /// Asks `/v1/clean` of a service that is started for it, over so many connections, so long.
    ///
    /// # Errors
    /// When the service cannot be started.
    pub fn measure(limpide: &Path, connections: usize, lasting: Duration) -> Result<Self, String> {
        let (mut service, address) = start(limpide)?;
        let requests = Arc::new(requests(&address)?);
        let before = held(&service);
        let began = Instant::now();
        let asking: Vec<_> = (0..connections)
            .map(|number| {
                let (requests, address) = (Arc::clone(&requests), address.clone());
                thread::spawn(move || ask(&address, &requests, number * 7, began + lasting))
            })
            .collect();
        thread::sleep(lasting / 10);
        let early = held(&service);
        thread::sleep(lasting.saturating_sub(began.elapsed()));
        let late = held(&service);
        let (mut answers, mut errors) = (Vec::new(), Vec::new());
        for asked in asking {
            let (own, failed) = asked.join().map_err(|_| "one who asked failed")?;
            answers.extend(own);
            errors.extend(failed);
        }
        let took = began.elapsed();
        answers.sort_unstable();
        // It keeps nothing that could be lost.
        let _ = service.kill();
        let _ = service.wait();
        Ok(Self { connections, took, answers, errors, memory: [before, early, late] })
    }

    fn share(&self, share: f64) -> Duration {
        let at = (self.answers.len() as f64 * share) as usize;
        self.answers.get(at.min(self.answers.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// The service, on a free port, and its address.
fn start(limpide: &Path) -> Result<(Child, String), String> {
    let refuse = |error: std::io::Error| format!("{}: {error}; build it with cargo build --release", limpide.display());
    let mut command = Command::new(limpide);
    command.args(["serve", "--listen", "127.0.0.1:0"]).env_remove("LIMPIDE_TOKEN");
    let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(refuse)?;
    let mut lines = BufReader::new(child.stderr.take().ok_or("no standard error")?);
    let mut first = String::new();
    lines.read_line(&mut first).map_err(refuse)?;
    // What it says of each request is read and let go, or it would stand still.
    thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    match first.trim().split_once("listening on http://") {
        Some((_, address)) => Ok((child, address.into())),
        None => Err(format!("{}: {}", limpide.display(), first.trim())),
    }
}

/// Requests, ready to be sent.
fn requests(address: &str) -> Result<Vec<Vec<u8>>, String> {
    let bed = Bed::read()?;
    let written: Vec<String> = bed.clean().map(|article| article.text).collect();
    let spun: Vec<String> =
        SEEDS.into_iter().flat_map(|seed| bed.spun(Profile::Exhaustive, seed)).map(|one| one.text).collect();
    let texts = of_length(&written, ARTICLE).into_iter().zip(of_length(&spun, ARTICLE)).enumerate();
    let texts = texts.map(|(at, (clean, damaged))| if at % ONE_IN == 0 { damaged } else { clean });
    let request = |text: String| {
        let body = serde_json::json!({ "text": text }).to_string();
        let head = format!("POST /v1/clean HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n\r\n", body.len());
        [head, body].concat().into_bytes()
    };
    Ok(texts.map(request).collect())
}

/// Asks until the time is over: how long each answer took, and what went wrong.
fn ask(address: &str, requests: &[Vec<u8>], first: usize, until: Instant) -> (Vec<Duration>, Vec<String>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut open: Option<BufReader<TcpStream>> = None;
    for request in requests.iter().cycle().skip(first) {
        let asked = Instant::now();
        if asked >= until {
            break;
        }
        match once(&mut open, address, request) {
            Ok(()) => answers.push(asked.elapsed()),
            Err(error) => {
                errors.push(error);
                open = None;
            }
        }
    }
    (answers, errors)
}

fn once(open: &mut Option<BufReader<TcpStream>>, address: &str, request: &[u8]) -> Result<(), String> {
    let broken = |error: std::io::Error| error.to_string();
    let stream = match open {
        Some(stream) => stream,
        none => {
            let stream = TcpStream::connect(address).map_err(broken)?;
            stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(broken)?;
            stream.set_nodelay(true).map_err(broken)?;
            none.insert(BufReader::new(stream))
        }
    };
    stream.get_mut().write_all(request).map_err(broken)?;
    let (mut status, mut length) = (String::new(), None);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).map_err(broken)? == 0 {
            return Err("the connection was closed".into());
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if status.is_empty() {
            status = line.into();
        } else if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let mut body = vec![0; length.ok_or("an answer without a length")?];
    stream.read_exact(&mut body).map_err(broken)?;
    if status.contains(" 200 ") { Ok(()) } else { Err(format!("{status} {}", String::from_utf8_lossy(&body))) }
}

/// The memory that a process holds, as Linux tells.
fn held(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10)
}

impl fmt::Display for Load {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { connections, took, answers, errors, memory } = self;
        let seconds = took.as_secs_f64();
        writeln!(out, "{connections} connections, {seconds:.0} s, articles of 5 KB, one in {ONE_IN} spun")?;
        write!(
            out,
            "{} answers, {:.0} a second; {} errors",
            answers.len(),
            answers.len() as f64 / seconds,
            errors.len()
        )?;
        match errors.first() {
            Some(error) => writeln!(out, ", the first: {error}")?,
            None => writeln!(out)?,
        }
        let [half, most, all] = [0.5, 0.99, 1.0].map(|share| self.share(share).as_secs_f64() * 1000.0);
        writeln!(out, "took: p50 {half:.1} ms, p99 {most:.1} ms, the longest {all:.1} ms")?;
        match memory.map(|held| held.map(|bytes| bytes as f64 / f64::from(1 << 20))) {
            [Some(before), Some(early), Some(late)] => writeln!(
                out,
                "memory: {before:.1} MiB before, {early:.1} MiB after a tenth of the time, {late:.1} MiB at the end"
            ),
            _ => writeln!(out, "memory: not told by this system"),
        }
    }
}
