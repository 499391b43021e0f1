/** The safety page and the page about the app. Both can be read without signing in. */
export const safety = {
  title: "If you are afraid of your partner",
  lead: "If somebody hurts, threatens, watches or controls you, you deserve help. Here is where to find it.",
  quickExit: "Leave this page",
  quickExitHint:
    "The button opens an everyday page in place of this one, and so does Escape, pressed three times. Back does not lead here again. What else your browser or phone has noted stays; clear it if that is safe.",
  parts: [
    {
      title: "You are not to blame",
      text: [
        "A good relationship has room for a no. If you are being hurt, threatened, watched, kept from people or money, or made to do things you do not want, that is not a talk that the two of you failed to have. It is not your fault.",
        "This app is made for couples who feel safe with each other. Where there is fear, answering honestly beside a partner can make things worse. You owe this app nothing: you may stop, pause or leave at any time, and it asks nobody.",
      ],
    },
    {
      title: "Your device may be watched",
      text: [
        "Somebody who holds your phone, knows your codes or shares your account may see what you do on it. If you think so, use a device they cannot reach: a friend's, one at work, at a library.",
        "Deleting everything, changing passwords or leaving a shared space can be noticed. Talk to somebody trained first, if leaving could put you in danger.",
      ],
    },
    {
      title: "What your partner can see here",
      text: [
        "They cannot see that you opened this page. The app keeps nothing of it, on this device or on the server. It is never shown because of what either of you answered.",
        "A quiet break of your own looks to them like a week in which you did not get round to answering. Pausing for both of you is seen by both. If you leave your space, they see that it has closed.",
      ],
    },
  ],
  restLink: "Take a quiet break, or pause",
  leaveLink: "Leave your space",
  back: "Back",
} as const;

export const helplines = {
  title: "People who can help",
  country: "Country",
  countryHint: "Guessed from this device's clock. It is kept nowhere.",
  elsewhere: "Another country",
  emergency: "In danger now",
  emergencyIn: (numbers: string) => `Call ${numbers}.`,
  emergencyElsewhere:
    "112 works in Europe, in India and from many mobile phones, 911 in North America, 999 in the United Kingdom, 000 in Australia, 111 in New Zealand.",
  about: (hours: string, languages: string, checked: string) =>
    `Open: ${hours}. ${languages}. Last looked over on ${checked}.`,
  everywhere: [
    {
      name: "Lists for most countries",
      text: "Most lines are free and listen to everybody, whatever your gender.",
      links: ["https://findahelpline.com", "https://nomoredirectory.org"],
    },
    { name: "Somebody you trust", text: "A friend, a doctor, a colleague. One person who knows can change a lot." },
    {
      name: "If you feel low yourself",
      text: "Sadness or emptiness that stays for two weeks or more often has causes outside a relationship. A doctor can help, and the first list above has lines for it.",
    },
  ],
  change:
    "Numbers change. If one does not answer, try another or the emergency number. A call may show in the phone's own list and on the bill.",
} as const;

export const about = {
  title: "About and privacy",
  lead: "Side by Side is a small weekly check-in for two people. You answer the same short prompts, each alone. When both have finished, you look together at what went well, and at one or two things worth talking about, face to face.",
  isNotTitle: "What it is not",
  isNot:
    "It is not therapy, and it gives your relationship no score. There are no streaks, no feed, no ads, and nothing that tells who read what when.",
  promiseTitle: "What happens to what you write",
  promises: [
    "Until both of you have finished, nothing you wrote can be seen by the other, not even that you began.",
    "What you mark as “only for me” stays with you. To your partner it looks like a skipped prompt.",
    "If only one of you finishes, the check-in stays closed for good.",
    "Answers are encrypted where they are kept. Messages and mails never hold an answer.",
    "This page loads nothing from anybody else: no trackers, no third parties.",
    "When you leave, reading ends at once for both.",
  ],
  operatorTitle: "Who runs this server",
  operatorUnknown:
    "Sign in to see who runs this server. Its operator holds the keys and could technically read answers. Use only a server whose operator you trust.",
  open: "Side by Side is free software under the MIT licence.",
  back: "Back",
} as const;
