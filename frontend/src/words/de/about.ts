import type * as en from "../en/about";
import type { Words } from "../shape";

/** The safety page and the page about the app. Both can be read without signing in. */
export const safety: Words<typeof en.safety> = {
  title: "Wenn du in deiner Beziehung Angst hast",
  lead: "Wenn dich jemand verletzt, bedroht, überwacht oder kontrolliert, hast du Hilfe verdient. Hier steht, wo du sie findest.",
  quickExit: "Diese Seite verlassen",
  quickExitHint:
    "Der Knopf zeigt sofort eine alltägliche Seite, ebenso dreimal Escape. „Zurück“ führt dann nicht mehr hierher. Im Verlauf deines Browsers kann trotzdem etwas stehen. Lösche ihn, wenn das für dich sicher ist.",
  parts: [
    {
      title: "Du bist nicht schuld",
      text: [
        "In einer guten Beziehung hat ein Nein Platz. Wenn du verletzt, bedroht oder überwacht wirst, wenn du von Menschen oder Geld ferngehalten oder zu etwas gebracht wirst, das du nicht willst: Kein Gespräch hätte das verhindert. Es ist nicht deine Schuld.",
        "Diese App ist für Paare gemacht, die sich miteinander sicher fühlen. Wo Angst ist, können ehrliche Antworten alles schlimmer machen, wenn die andere Seite sie liest. Du schuldest dieser App nichts: Du kannst jederzeit aufhören, pausieren oder gehen, und niemand muss zustimmen.",
      ],
    },
    {
      title: "Dein Gerät kann überwacht werden",
      text: [
        "Wer dein Gerät in die Hand bekommt, deine Codes kennt oder dein Konto mitbenutzt, kann womöglich sehen, was du darauf machst. Wenn du das vermutest, nimm ein Gerät außer Reichweite: bei einer Freundin oder einem Freund, bei der Arbeit oder in einer Bibliothek.",
        "Es kann auffallen, wenn du alles löschst, Passwörter änderst oder einen gemeinsamen Raum verlässt. Wenn es dich in Gefahr bringen könnte zu gehen, sprich vorher mit jemandem, der dafür ausgebildet ist.",
      ],
    },
    {
      title: "Was die andere Seite hier sieht",
      text: [
        "Dass du diese Seite geöffnet hast, ist nicht zu sehen. Die App merkt es sich nirgends, weder auf diesem Gerät noch auf dem Server. Sie erscheint auch nicht wegen etwas, das ihr geantwortet habt.",
        "Deine stille Pause wirkt von außen wie eine Woche, in der du nicht zum Antworten gekommen bist. Wenn du die Check-ins pausierst, seht ihr es beide. Wenn du euren Raum verlässt, ist zu sehen, dass er geschlossen wurde.",
      ],
    },
  ],
  restLink: "Stille Pause machen oder pausieren",
  leaveLink: "Euren Raum verlassen",
  back: "Zurück",
};

export const helplines: Words<typeof en.helplines> = {
  title: "Hier findest du Hilfe",
  country: "Land",
  countryHint: "Nach der Uhr dieses Geräts vermutet. Wird nicht gespeichert.",
  elsewhere: "Ein anderes Land",
  emergency: "Jetzt in Gefahr",
  emergencyIn: (numbers: string) => `Ruf ${numbers} an.`,
  emergencyElsewhere:
    "112 gilt in Europa, in Indien und von vielen Handys aus, 911 in Nordamerika, 999 in Großbritannien, 000 in Australien, 111 in Neuseeland.",
  groups: {
    violence: "Wenn du in deiner Beziehung nicht sicher bist",
    despair: "Wenn du verzweifelt bist",
    "own-behaviour": "Wenn du fürchtest, jemandem etwas anzutun",
  },
  about: (hours: string, languages: string, checked: string) =>
    `Erreichbar: ${hours}. ${languages}. Zuletzt geprüft: ${checked}`,
  everywhere: [
    {
      name: "Verzeichnisse für die meisten Länder",
      text: "Die meisten Stellen kosten nichts und sprechen mit allen Menschen, gleich welchen Geschlechts.",
      links: ["https://findahelpline.com", "https://nomoredirectory.org"],
    },
    {
      name: "Ein Mensch, dem du vertraust",
      text: "Aus dem Freundeskreis, aus der Arbeit, aus einer Arztpraxis. Schon ein Mensch, der davon weiß, kann viel ändern.",
    },
    {
      name: "Wenn es dir selbst nicht gut geht",
      text: "Traurigkeit oder Leere, die zwei Wochen oder länger anhält, hat ihre Gründe oft außerhalb der Beziehung. Eine Arztpraxis kann helfen, und ebenso die Stellen oben für Verzweifelte und die auf findahelpline.com.",
    },
  ],
  change:
    "Nummern ändern sich. Wenn du unter einer niemanden erreichst, versuch eine andere oder den Notruf. Ein Anruf kann in der Anrufliste und auf der Rechnung stehen.",
};

export const about: Words<typeof en.about> = {
  title: "App und Datenschutz",
  lead: "Side by Side ist ein kleiner wöchentlicher Check-in für zwei. Ihr beantwortet beide dieselben kurzen Fragen, getrennt voneinander. Wenn ihr beide fertig seid, schaut ihr zusammen an, was gut war, und ein, zwei Themen, über die zu reden sich lohnt, von Angesicht zu Angesicht.",
  isNotTitle: "Was sie nicht ist",
  isNot:
    "Sie ist keine Therapie und benotet eure Beziehung nicht. Es gibt keine Streaks, keinen Feed, keine Werbung und keine Lesebestätigungen.",
  promiseTitle: "Was mit dem geschieht, was du schreibst",
  promises: [
    "Bis ihr beide fertig seid, sieht die andere Seite nichts von dem, was du geschrieben hast, nicht einmal, dass du angefangen hast.",
    "Was du mit „Nur für mich“ markierst, bleibt bei dir. Für die andere Seite sieht es aus wie eine übersprungene Frage.",
    "Wenn ihr nicht beide fertig werdet, bekommt ihr beide nichts voneinander zu sehen.",
    "Antworten werden verschlüsselt gespeichert. In Erinnerungen und E-Mails steht keine Antwort.",
    "Diese App lädt nichts von anderen Firmen: keine Tracker, keine Dritten.",
    "Wenn jemand von euch geht, könnt ihr beide nicht mehr lesen, was ihr miteinander geteilt habt.",
  ],
  operatorTitle: "Wer diesen Server betreibt",
  operatorUnknown:
    "Melde dich an, um zu sehen, wer diesen Server betreibt. Wer ihn betreibt, hat die Schlüssel und könnte Antworten technisch lesen. Nutze nur einen Server, wenn du dieser Person vertraust.",
  open: "Side by Side ist freie Software unter der MIT-Lizenz.",
  version: (version: string) => `Version ${version}.`,
  back: "Zurück",
};
