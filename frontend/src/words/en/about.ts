/** The safety page and the page about the app. Both can be read without signing in. */
export const safety = {
  title: "If you are afraid of your partner",
  lead: "If someone hurts, threatens, watches or controls you, you deserve help. Here is where to find it.",
  quickExit: "Leave this page",
  quickExitHint:
    "The button replaces this page with an everyday one, and so does pressing Escape three times. The Back button won't return here. Your browser may still keep a record; clear it if that is safe.",
  parts: [
    {
      title: "You are not to blame",
      text: [
        "A good relationship has room for a no. If you are being hurt, threatened, watched, kept from people or money, or made to do things you don't want, no conversation would have prevented it. It is not your fault.",
        "This app is made for couples who feel safe with each other. Where there is fear, honest answers that a partner will read can make things worse. You owe this app nothing: you can stop, pause or leave at any time, and no one has to agree.",
      ],
    },
    {
      title: "Your device may be watched",
      text: [
        "Someone who can pick up your device, knows your passcodes or shares your account may see what you do on it. If you think this is happening, use a device they can't reach: a friend's, or one at work or at a library.",
        "Deleting everything, changing passwords or leaving a shared space can be noticed. If leaving could put you in danger, talk to someone trained first.",
      ],
    },
    {
      title: "What your partner can see here",
      text: [
        "They can't see that you opened this page. The app keeps no record of it, on this device or on the server. What you or your partner answer never makes it appear.",
        "Your quiet break looks to them like a week in which you didn't get round to answering. If you pause check-ins, you both see it. If you leave your space, they see that it has closed.",
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
  countryHint: "Guessed from this device's clock. It isn't stored.",
  elsewhere: "Another country",
  emergency: "In danger now",
  emergencyIn: (numbers: string) => `Call ${numbers}.`,
  emergencyElsewhere:
    "112 works in Europe, in India and from many mobile phones, 911 in North America, 999 in the United Kingdom, 000 in Australia, 111 in New Zealand.",
  groups: {
    violence: "If your relationship is not safe",
    despair: "If you are in despair",
    "own-behaviour": "If you are afraid that you might hurt someone",
  },
  about: (hours: string, languages: string, checked: string) =>
    `Open: ${hours}. ${languages}. Last checked on ${checked}.`,
  everywhere: [
    {
      name: "Lists for most countries",
      text: "Most lines are free and will talk to anyone, whatever your gender.",
      links: ["https://findahelpline.com", "https://nomoredirectory.org"],
    },
    { name: "Someone you trust", text: "A friend, a doctor, a colleague. One person who knows can change a lot." },
    {
      name: "If you feel low yourself",
      text: "Sadness or emptiness that lasts two weeks or more often has causes outside a relationship. A doctor can help. So can the lines for despair above, and those that findahelpline.com lists.",
    },
  ],
  change:
    "Numbers change. If one doesn't answer, try another, or the emergency number. A call may show in the phone's call list and on the bill.",
} as const;

export const about = {
  title: "About and privacy",
  lead: "Side by Side is a small weekly check-in for two people. You answer the same short prompts, each alone. When you have both finished, you look together at what went well, and at one or two topics worth talking about, face to face.",
  isNotTitle: "What it is not",
  isNot:
    "It is not therapy, and it doesn't score your relationship. There are no streaks, no feed, no ads and no read receipts.",
  promiseTitle: "What happens to what you write",
  promises: [
    "Until you have both finished, your partner can't see anything you wrote, or even that you have started.",
    "What you mark as “Only for me” stays with you. To your partner it looks like a skipped prompt.",
    "If only one of you finishes, neither of you ever sees the other's answers.",
    "Answers are encrypted where they are stored. Reminders and e-mails never contain an answer.",
    "This app loads nothing from other companies: no trackers, no third parties.",
    "When one of you leaves, neither of you can read what the other shared any more.",
  ],
  operatorTitle: "Who runs this server",
  operatorUnknown:
    "Sign in to see who runs this server. Its operator holds the keys and could technically read answers. Only use a server whose operator you trust.",
  open: "Side by Side is free software under the MIT licence.",
  version: (version: string) => `Version ${version}.`,
  back: "Back",
} as const;
