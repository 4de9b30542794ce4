//! English that French trades use as it is: games, start-ups, music, finance, sport, cinema, fashion. Texts and people are invented.
//!
//! News, which all is counted from, hardly holds such words; each article here holds several, and none may be touched. Those
//! of `fixtures/trade.jsonl` are as many trades: eighty written before anything was looked at in them (eleven of these were
//! edited then, in 59 places), thirty after the list of loans had grown, ten in which a loan stands again and again, and 348 by
//! writers who knew nothing of all this. Of these two were edited when they came, a report of poker and one in the French of
//! Acadia, in twelve places; and a third, in the French of Ontario, is edited still and left out. Fifty-seven are badly written.
//! The last two hundred (`n1-01` and on) came when all else was done: none of them was edited, nor any place in them spoken of.
//!
//! Those of `fixtures/misleading.jsonl` are 220 sentences and 25 notes made to mislead: French words that look English, names,
//! titles, quotations, glossaries, notes on translation; none was edited when they came. Those of `fixtures/phrases.jsonl` hold
//! phrases of English: of ninety, eight were edited in 14 places before phrases were told, and one in one place since, which
//! is left out; by one of them a pair was found that did not belong in the table (*comfort zone*).
//!
//! Those of `fixtures/uncommon.jsonl` hold no English: words that both languages spell alike in company that they seldom keep, in
//! verse, in law, at sea; ninety, of which thirty are by writers who confuse genders and words, and thirty press articles.
//! They were written when words of French were first suspected for their neighbours, by who knew nothing of it; none was edited.

#![cfg(feature = "french")]
#![allow(missing_docs)]

mod support;

use support::{kept, misleading, phrases, trade, uncommon};

#[test]
fn all_trades_are_kept() {
    let articles = trade();
    assert_eq!(articles.len(), 668);
    kept(&articles.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn what_looks_english_is_kept() {
    let sentences = misleading();
    assert_eq!(sentences.len(), 245);
    kept(&sentences.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn french_in_uncommon_company_is_kept() {
    let texts = uncommon();
    assert_eq!(texts.len(), 90);
    kept(&texts.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn phrases_that_were_meant_are_kept() {
    let articles = phrases();
    assert_eq!(articles.len(), 89);
    kept(&articles.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn loans_stay() {
    kept(&[
        "Le studio lyonnais Brumeline a dévoilé jeudi la version bêta de son jeu de rôle. Au level 12, le \
         joueur débloque un second boss, plus rapide, dont les patterns changent à chaque run. La build \
         actuelle souffre encore de quelques glitches, mais le gameplay séduit. « On a gardé un skill tree \
         très simple », explique la lead designer, Anouk Fervalle. Le crafting, le loot et le farming restent \
         au cœur de l’expérience. Un mode coop à quatre est prévu pour le mois de mars, avec un cross-play \
         entre consoles et PC.",
        "La jeune pousse Clairmont Analytics lève six millions d’euros en seed. Son business model repose sur \
         un abonnement en SaaS, avec un pricing à l’usage. Le board, présidé par Odile Tranchant, a validé la \
         roadmap jusqu’en 2027. Côté marketing, le growth team mise sur l’inbound et le content. Le churn \
         reste sous les 2 %, et le burn rate permet de tenir dix-huit mois. « Notre go-to-market est clair », \
         assure le CEO, Tancrède Aubel. La next step sera l’ouverture d’un bureau à Montréal, puis le scale- \
         up en Europe.",
        "Le batteur Ignace Morlet sort un premier album solo, « Slow Motion ». Entre funk, soul et hip-hop, \
         le disque enchaîne les grooves sans temps mort. Le single, « Home », tourne déjà sur les radios. En \
         live, le groupe joue avec deux claviers, un sampler et un set de percussions. Le featuring avec la \
         rappeuse Lady Ombre fera parler. Le release party aura lieu au Cabaret Sauvage. Le beat est lourd, \
         le flow impeccable, et l’intro un hommage au jazz des années soixante.",
        "Le service clients de la banque a été victime d’une panne de cloud. Les data centers de secours ont \
         pris le relais, mais le back-office est resté muet deux heures. Les traders du desk crédit ont dû \
         passer leurs ordres par téléphone. Le cash, lui, n’a pas bougé. Le spread s’est écarté de trois \
         points de base, avant de revenir au niveau de la veille. L’output du modèle de risque sera recalculé \
         ce soir ; le reporting suivra demain. Un audit du process est lancé.",
        "L’attaquant a signé son premier hat-trick de la saison samedi. Servi sur le côté droit par un petit \
         pont, il a placé un tir croisé en pleine lucarne, avant de doubler la mise sur penalty. Son coach a \
         salué « un match plein ». En face, le back four a pris l’eau. Le money time n’y a rien changé : le \
         tie-break perdu la veille par les volleyeuses et le score du basket complètent un week-end parfait \
         pour le club omnisports. Le turnover de l’effectif a payé.",
        "Selon la politologue Eudoxie Lamartre, le storytelling du candidat a changé. Son staff mise sur les \
         réseaux sociaux, où ses punchlines tournent en boucle. Le fact-checking d’un quotidien régional a \
         pourtant relevé trois erreurs dans son dernier meeting. Le spin doctor du parti parle d’un simple \
         bad buzz. Les think tanks proches de la majorité, eux, planchent sur un impôt minimum. La gauche \
         dénonce un deal passé dans le dos des électeurs, et la droite un fake.",
        "Le thriller « Dead End » a fait son show à Deauville. Pour son premier long métrage, Maud Ferlin a \
         choisi un casting d’inconnus et un pitch efficace : un flic, un deal raté, une nuit. Le shooting a \
         duré vingt-six jours. Le script, réécrit trois fois, garde une belle énergie, et le final cut est \
         resté à la réalisatrice. « Le feeling avec l’équipe a été immédiat », dit-elle. Un remake américain \
         est déjà en discussion, et un spin-off pour une plateforme.",
        "Sur le court numéro 2, la Lorraine a sorti un match de patronne. Cinq aces, un seul break concédé, \
         et un smash pour conclure. « J’ai bien géré le money time », a-t-elle souri. Son coach espérait un \
         meilleur rating en fin de saison. Le public, très fair-play, a applaudi le passing de revers. En \
         double, le lob gagnant de Thaïs Lomont au super tie-break a envoyé la paire française en demi- \
         finale. Le prochain challenge : le gazon.",
        "Le cours du bitcoin a repris 4 % jeudi. Les mineurs, dont le hash rate bat des records, accumulent. \
         Plusieurs wallets dormants depuis 2013 se sont réveillés, et le staking attire toujours. « Le marché \
         est bull », résume un trader de la place. Les exchanges ont vu leurs volumes doubler. Un hack a \
         toutefois vidé un bridge de trente millions. Les tokens volés passent d’un wallet à l’autre, et \
         l’équipe promet un update de sécurité, puis un audit complet du smart contract.",
        "La salle ouvre à six heures. Au programme : warm-up, workout de vingt minutes, puis stretching. Les \
         coachs misent sur le cardio training et le cross-fit. « Le mindset compte autant que le physique », \
         assure Loïc Barret, ancien rider. Un corner vend des shakes et des barres. Le personal training se \
         paie en sus, mais le pass week-end reste abordable. Les runners du club préparent le trail des \
         Crêtes, avec un finisher de choix : le maire.",
        "Le syndicat dénonce le turnover et le management par le stress. Les open spaces ont remplacé les \
         bureaux fermés, et le reporting quotidien mange une heure par jour. « On nous parle de team \
         building, mais on supprime les pauses », soupire une salariée du back-office. La direction renvoie \
         au process en vigueur et promet un feedback d’ici à la fin du mois. Un burn-out sur dix serait lié \
         au job lui-même. Le CSE demande un audit.",
        "La marque parisienne Odalie joue la carte du streetwear. Des sneakers en cuir recyclé, des hoodies \
         oversize, un total look crème : la collection capsule a été shootée dans un parking. « Je voulais un \
         mood très eighties », explique la styliste. Le drop est limité à trois cents pièces. Le concept \
         store de la rue Vieille accueillera une party de lancement, avec DJ set et open bar. Le show \
         d’automne, lui, se tiendra à guichets fermés, loin des followers et du buzz.",
        "Dans le podcast « Off », la chanteuse revient sur son burn-out. Elle y raconte les tours à rallonge, \
         les hits qu’il fallait rejouer chaque soir, le label qui pressait la release du troisième album. « \
         Mon booker remplissait l’agenda, je n’avais plus de break. » Elle a depuis quitté son label pour un \
         label indépendant. Le prochain single, un blues acoustique, sort vendredi. Le clip, tourné en one \
         shot, circule déjà parmi les fans, et les lyrics sont en ligne.",
        "Le patch 4.2 rééquilibre les champions : le tank perd de l’armor, le healer gagne un spell. Les \
         joueurs pro râlent. « La map est trop petite pour le nouveau raid », juge le capitaine de la team \
         Brasero, qui a perdu ses deux derniers matchs en ligue. Le meta change tous les mois. Côté e-sport, \
         les playoffs commencent samedi ; le draft sera déterminant, et le crowd attendu nombreux. Le cash \
         prize atteint un million.",
        "Le règlement européen impose aux plateformes un droit d’opt-out. Les utilisateurs pourront refuser \
         le tracking, sans dark pattern. Le consentement par défaut disparaît, et le cookie wall avec lui. \
         Les data brokers devront publier leur liste de clients. « Le privacy by design n’est plus un slogan \
         », se félicite l’avocate Nour Belhadi. Les start-up craignent un coût élevé de mise en compliance. \
         Un hub d’information ouvrira au printemps, avec une hotline et des guidelines.",
    ]);
}
