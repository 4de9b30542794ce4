//! What makes an article damaged, and what does not, whatever a single word looks like.
//!
//! Law: a menu, a list or a term that comes again and again convicts no article, nor does a common word alone; and a word that
//! nothing but its rarity or its determiner gives away is looked at all the same. All texts and all people in them are invented.

#![cfg(feature = "french")]
#![allow(missing_docs)]

mod support;

use support::{french, kept};

#[test]
fn a_menu_in_english_before_a_french_article_hides_nothing() {
    let menu =
        "Home\n\nAbout us and our team\n\nContact the newsroom of the day\n\nRead the latest stories of the week\n\n";
    let article = "Les soldats tiennent les lignes de entrance et le entrance ukrainien résiste depuis le printemps. \
                   Une paix sturdy reste loin, et les habitants attendent dans les abris que le canon se taise.";
    let page = format!("{}{article}", menu.repeat(20));
    let report = french().check(&page);
    let repaired: Vec<_> = report.edits().map(|edit| edit.text).collect();
    assert_eq!(repaired, ["front", "front", "durable"]);
}

#[test]
fn a_list_of_english_words_is_no_damaged_article() {
    let line = "le entrance des applied sciences et les events sturdy ";
    let list = line.repeat(40);
    let report = french().check(&list);
    assert_eq!((report.edits().count(), report.findings.len(), report.verdict.spun), (0, 0, false));
    let once = french().check(line);
    assert!(once.verdict.candidates > 2, "the line alone is looked at");
    // However much of an article an engine has hit, most of its words are French.
    let heavy = "Le entrance de la ville, les events du soir et le entrance du nord. ".repeat(20);
    let report = french().check(&heavy);
    assert!(report.verdict.spun && report.edits().count() > 20, "{:?}", report.verdict);
}

#[test]
fn a_manual_may_say_its_term_on_every_line() {
    // Each line keeps company that news never keeps; what the lines share must not count once for each of them.
    kept(&[
        "Insérer le texte source\n\nCette commande ouvre un fichier de texte source et le place dans la fenêtre de l'éditeur. \
            Placez d'abord le curseur à l'endroit où le texte source doit venir, puis cliquez sur l'icône Insérer le texte \
            source. Choisissez dans la liste le fichier qui contient le texte source, puis cliquez sur Ouvrir.\n\nPour \
            enregistrer le texte source d'un module, cliquez sur Enregistrer le texte source. Un texte source enregistré \
            ainsi peut être relu par n'importe quel éditeur. Le texte source n'est pas vérifié avant l'exécution : si \
            Kalepin y trouve une faute, la ligne du texte source qui la contient est montrée en rouge.\n\nHelp content debug \
            info: Title is Insertion de texte source.",
    ]);
}

#[test]
fn a_word_that_french_hardly_says_or_that_clashes_is_looked_at() {
    // In these French words nothing else tells: neither is unknown to it, nor was its neighbour counted.
    let damaged = [
        (
            "pageant",
            "festival",
            "Le douzième pageant interceltique de Kerlédan a débuté vendredi soir sous une pluie fine. Cette \
            édition du pageant attend plus de quatre mille musiciens, venus d'Irlande, de Galice et du pays de Galles. La grande \
            parade traversera dimanche la vieille ville, du port à l'étang.",
        ),
        (
            "sorts",
            "types",
            "La présidente du conseil régional constate une recrudescence de ce sorts d'incidents depuis quelques \
            semaines, notamment des vols de cuivre sur les chantiers du tramway. Les ouvriers de nuit ont demandé que les grilles \
            soient fermées dès vingt heures. Une réunion est prévue jeudi avec le préfet.",
        ),
    ];
    for (intruder, original, article) in damaged {
        assert_eq!(french().clean(article), article.replace(intruder, original));
    }
}

#[test]
fn a_common_word_alone_convicts_no_article() {
    // News hardly puts these words in such company, and here they come again and again.
    kept(&[
        "Quand mettre en location un logement rénové ?\n\nUn logement rénové avec l'aide de la commune de Kerlédan ne peut pas \
            être loué tout de suite. Il est interdit de mettre en location un logement pendant les trois ans qui suivent les \
            travaux, sauf si la famille doit partir pour son travail. Mettre en location un tel logement sans prévenir la mairie \
            oblige à rendre l'aide.",
        "Le salaire minimal conventionnel de la verrerie est fixé chaque année au mois de janvier. L'apprenti touche au moins 60 % \
            du salaire minimal conventionnel de son niveau. La prime de four n'entre pas dans le salaire minimal conventionnel, ni \
            l'indemnité qui permet de garantir le salaire minimal conventionnel en cas de maladie.",
        "Dans quelles situations le recours à un avocat est-il obligatoire ?\n\nDans quelles situations faut-il prendre un avocat \
            au tribunal de Kerlédan ? Devant le juge des loyers, chacun peut se défendre seul. Dans quelles situations le tribunal \
            paie-t-il l'avocat ? Quand la famille gagne moins que le plafond fixé chaque année.",
    ]);
}
