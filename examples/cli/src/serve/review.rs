//! The page at `/`, which takes a text, and the review page that it leads to.
//!
//! Law: the pages ask nothing of the network, and the text stands in no address, where histories and logs would keep it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::IntoResponse;
use limpide::report::Language;
use limpide::report::html::{Article, Page};

use super::desk::Desk;
use super::refusal::Refusal;

const FRAME: &str = include_str!("start.html");
const HTML: (axum::http::HeaderName, &str) = (CONTENT_TYPE, "text/html; charset=utf-8");

/// `GET /`: the page that takes a text.
pub(crate) async fn start(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    ([HTML, (CONTENT_SECURITY_POLICY, policy)], page(desk.language, desk.asks_for_token()))
}

/// `POST /review`: the review page of the text in the form.
pub(crate) async fn review(State(desk): State<Arc<Desk>>, request: Request) -> Result<impl IntoResponse, Refusal> {
    let deadline = desk.deadline();
    let (parts, body) = request.into_parts();
    let bytes = desk.read(body, deadline).await?;
    let (mut text, mut key) = (None, None);
    for (name, value) in form_urlencoded::parse(&bytes) {
        match &*name {
            "text" => text = Some(value.into_owned()),
            "apiKey" => key = Some(value.into_owned()),
            _ => {}
        }
    }
    desk.admit(&parts.headers, key.as_deref())?;
    let text = text.ok_or_else(|| Refusal::bad("the form holds no “text”"))?;
    // Forms send every line end as two characters.
    let text = text.replace("\r\n", "\n");
    let html = desk.work(deadline, move |desk, cleaner| {
        let report = cleaner.check(&text);
        let mut page = Page::begin(Vec::new(), desk.language).map_err(|_| Refusal::failed())?;
        let article =
            Article { id: "article", text: text.as_bytes(), findings: &report.findings, verdict: &report.verdict };
        page.add(&article).and_then(|()| page.end()).map_err(|_| Refusal::failed())
    });
    Ok(([HTML], html.await?))
}

/// The frame with its `{{names}}` replaced.
fn page(language: Language, token: bool) -> String {
    let token = if token {
        "<label>{{token}} <input name=\"apiKey\" type=\"password\" required autocomplete=\"off\"></label>"
    } else {
        ""
    };
    let page = FRAME.replace("{{key}}", token).replace("{{lang}}", language.code());
    let french = language == Language::French;
    WORDS.iter().fold(page, |page, (name, english, in_french)| {
        page.replace(&format!("{{{{{name}}}}}"), if french { in_french } else { english })
    })
}

/// The words of the page: name, English, French.
const WORDS: [(&str, &str, &str); 6] = [
    ("title", "Repair a French article", "Réparer un article"),
    (
        "lead",
        "Paste a whole article. Words that an English synonym spinner left behind are marked, with what most likely stood there; \
         you decide on each.",
        "Collez un article entier. Les mots laissés par un logiciel de réécriture anglais sont signalés, avec ce qu’ils ont \
         sans doute remplacé\u{202f}; vous décidez de chacun.",
    ),
    ("text", "Article", "Article"),
    ("go", "Show the damage", "Montrer les altérations"),
    ("token", "Token", "Jeton"),
    (
        "foot",
        "The text is judged by this service and kept nowhere. For programs there are <a href=\"openapi.json\">other doors</a>.",
        "Le texte est examiné par ce service et n’est conservé nulle part. Pour les programmes, il y a \
         <a href=\"openapi.json\">d’autres portes</a>.",
    ),
];
