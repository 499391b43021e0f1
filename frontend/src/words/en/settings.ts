/** Everything that can be set. */
export const settings = {
  title: "Settings",
  groups: { you: "You", together: "Together", checkIns: "Check-ins", help: "Help and about" },
  profile: "Name and time zone",
  schedule: "When check-ins open",
  reminders: "Reminders",
  privacy: "Privacy",
  signIn: "Sign-in and devices",
  data: "My data: a copy, or erase it",
  invite: "Invite your partner",
  join: "Enter an invitation code",
  leave: "Leave this space",
  leaveAlone: "Stop answering on your own",
  safety: "Help and safety",
  about: "About and privacy",
  install: "Put it on your Home Screen",
  installHint: "In Safari: tap Share, then “Add to Home Screen”. Reminders on an iPhone or iPad need this.",
  signOut: "Sign out",
  unsentTitle: "Some words are only on this device",
  unsentLead: "They have not reached the server yet. If you sign out now, they are gone.",
  unsentStay: "Stay signed in",
  unsentGo: "Sign out anyway",
  signedInAs: (email: string) => `Signed in as ${email}`,
} as const;

export const profile = {
  title: "Name and time zone",
  name: "Your name",
  nameHint: "Your partner sees this name.",
  nameHintAlone: "Your partner sees this name once you are linked.",
  nameMissing: "Please write a name.",
  zone: "Your time zone",
  zoneHint: "Quiet hours and reminders follow it.",
  saved: "Saved.",
} as const;

export const schedule = {
  title: "When check-ins open",
  lead: "The same for both of you. Either of you may change it, and you both see who did. At least six days lie between two openings; if a change would put the next check-in off for too long, it counts from the one after that.",
  leadAlone:
    "At least six days lie between two openings; if a change would put the next check-in off for too long, it counts from the one after that.",
  cadence: "How often",
  weekly: "Every week",
  fortnightly: "Every two weeks",
  weekday: "Day",
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  time: "Time",
  zone: "Time zone of the schedule",
  window: (hours: number) =>
    `A check-in stays open for ${hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`}.`,
  next: (when: string) => `The next one opens on ${when}.`,
  saved: "The new schedule is saved.",
  restTitle: "A quiet break, just for you",
  restLead: (partner: string) =>
    `You are neither asked nor reminded. Check-ins open and close as ever; to ${partner} it looks like weeks in which you did not answer.`,
  restLeadAlone: "You are neither asked nor reminded until you end it.",
  rest: "Take a quiet break",
  resting: "Your quiet break has begun.",
  restEnd: "End my break",
  rested: "Your quiet break is over.",
  pauseTitle: "A pause for both of you",
  pauseTitleAlone: "Pause check-ins",
  pauseLead:
    "You both see it, and it needs nobody's agreement. Nothing opens and nobody is reminded until one of you goes on.",
  pauseLeadAlone: "Nothing opens and nothing reminds you until you go on.",
  pause: "Pause check-ins",
  resume: "Go on with check-ins",
  paused: "Check-ins are paused.",
  resumed: "Check-ins go on.",
  none: "There is no schedule yet",
  noneLead: "It begins when you start on your own or link with your partner.",
} as const;

/** A kind of reminder on the settings screen. Its key is the server's name for it. */
interface KindWords {
  label: string;
  hint?: string;
}

export const reminders = {
  title: "Reminders",
  lead: "You choose which ones come, and how many.",
  how: "How",
  push: "On this and my other devices",
  pushHint: "A short message on the lock screen.",
  email: "By e-mail",
  asking: "About the check-in",
  askingHint: "None of these once you have finished.",
  kinds: {
    opening: { label: "When it opens" },
    repeat: { label: "Once more, halfway", hint: "If it is open for three days or more." },
    last_call: {
      label: "Before it closes",
      hint: "A day before. If it is open for less than four days: later.",
    },
    nudge: {
      label: "A nudge from my partner",
      hint: "Once for each check-in at most, in the place of another. Your partner does not learn whether it comes.",
    },
    revealed: { label: "When it is open for both of us", hint: "If you finished first." },
    talk_later: { label: "What I put off", hint: "Two days after you chose “Later”." },
    helped: { label: "Did talking help?", hint: "A day after “We talked about it”, unless you have said." },
  } as Record<string, KindWords>,
  nudgeNow: (name: string) => `A nudge for ${name}`,
  nudgeNowHint:
    "Either of you can send one while a check-in is open, finished or not. So it tells neither of you anything.",
  othersFirst: "At this limit the others go first.",
  atMost: "At most, for one check-in",
  atMostHint: "The same one by e-mail counts once.",
  after: "About talking afterwards",
  quiet: "Quiet hours",
  quietHint: "What would come in between waits until they are over.",
  quietFrom: "From",
  quietTo: "Until",
  text: "Words",
  generic: "Discreet",
  warm: "Warm",
  textHint: "Discreet messages say nothing about what this app is for. No message ever holds an answer.",
  preview: "This is how it looks",
  previewOf: "Which one",
  previewNow: "now",
  snoozeHint: "Where your phone shows buttons below it, you can put it off: for two hours, or until tomorrow.",
  device: "This device",
  deviceOn: "This device shows reminders.",
  deviceOff:
    "This device does not show reminders yet. They are short messages on the lock screen: that a check-in is open, and little more. Your phone will ask whether you allow them.",
  deviceAllow: "Show reminders here",
  deviceStop: "Stop on this device",
  deviceDenied: "This browser has been told not to show messages, and only you can change that:",
  deviceDeniedSteps: [
    "Open this site's settings: the sign beside the address above, or the phone's own settings under Apps.",
    "Find Notifications, and allow them.",
    "Come back here.",
  ],
  deviceUnsupported: "This browser cannot show reminders.",
  deviceNoWorker:
    "This browser could not start the part of the app that shows reminders. Close the app, open it again, and try once more.",
  deviceInstall: "An iPhone or iPad shows reminders once the app is on the Home Screen:",
  deviceInstallSteps: [
    "In Safari, tap Share.",
    "Choose “Add to Home Screen”.",
    "Open the app from there, and come back to this page.",
  ],
  mailMeanwhile: "Until then they come by e-mail.",
  mailInstead: "They come by e-mail.",
  mailIsOff: "E-mail works everywhere: switch it on above, and they come that way.",
  test: "Send me a test",
  testHint: "Sends one at once, everywhere that is switched on, quiet hours or not.",
  tested: (devices: number | null, mail: boolean | null) =>
    [
      devices === null
        ? ""
        : devices === 0
          ? "No device of yours took it: none shows reminders yet, or its push service did not answer."
          : devices === 1
            ? "It is on its way to one device."
            : `It is on its way to ${devices} devices.`,
      mail === null
        ? ""
        : mail
          ? "A mail is on its way."
          : "The mail was not taken: look whether your address is right.",
    ]
      .filter(Boolean)
      .join(" "),
} as const;

export const privacy = {
  title: "Privacy",
  tender: "Tender topics",
  tenderHint:
    "Also ask about trust, touch and play, changed feelings, turning to others for support, being drawn to somebody else, and whether your futures fit. Only if both of you want it.",
  tenderFacts: (name: string) => [
    `${name} is not shown what you chose. When tender prompts begin, some check-ins after both of you said yes, each knows of the other's yes.`,
    `Each tender prompt is marked, and asks whether ${name} may see your answer.`,
    `You can take it back at any time. From then on you are not asked, no tender topic comes up, and answers that you have not submitted stay with you: to ${name} they look like a skip. ${name} may still be asked for a few check-ins. What ${name} shares then still stands among the answers.`,
  ],
  tenderHintAlone:
    "Also ask about trust, touch and play, changed feelings, turning to others for support, being drawn to somebody else, and whether your futures fit. Once you are linked: only if both of you want it.",
  tell: "Let my partner know when I have finished",
  tellHint: "They see that you have finished, never when, and never what you wrote.",
  tellHintAlone: "For when you are linked: they see that you have finished, never when, and never what you wrote.",
} as const;

export const yourData = {
  title: "My data",
  lead: "What you write here is yours: to read, to take along, and to erase.",
  copyTitle: "A copy to take along",
  copyLead:
    "Everything you wrote, and what was revealed to you, as one file: a page to read without a connection, and the same for other programs. Whoever opens it can read all of it.",
  copy: "Download my copy",
  copied: "Your copy is in your downloads.",
  again: "It is everything in one file, so please sign in once more first. That keeps out whoever picks up your phone.",
  signInAgain: "Sign out, to sign in again",
  eraseTitle: "Erase everything",
  eraseLead: "Your account and all that you wrote, at once and for good. Nobody has to agree, and nobody is told why.",
  erase: "Erase everything of mine",
  sureTitle: "Erase everything of yours?",
  facts: [
    "Your answers, your account and your devices' sign-ins are erased now. The keys to your words are destroyed.",
    "On your other devices, what they keep of you goes as soon as they reach this server. Until then they can still show it, for a week at most.",
    "It cannot be undone, not even by whoever runs this server.",
  ],
  factsTogether: (name: string) => [
    "Your answers, your account and your devices' sign-ins are erased now. The keys to your words are destroyed.",
    "On your other devices, what they keep of you goes as soon as they reach this server. Until then they can still show it, for a week at most.",
    `The space with ${name} closes. They see only that it has closed, and keep what they wrote themselves.`,
    "It cannot be undone, not even by whoever runs this server.",
  ],
  sure: "Erase everything now",
  keep: "Keep it",
  erased: "Everything of yours is erased.",
} as const;

export const leaving = {
  title: "Leave this space",
  lead: (name: string) => `You and ${name} will no longer share anything.`,
  facts: [
    "It happens at once and needs nobody's agreement.",
    "Neither of you can read what the other shared any more. What you were shown together is deleted.",
    "Your own answers stay with you, in your history.",
    "Your partner sees only that the space has closed.",
    "It cannot be undone. Linking again begins a new, empty space.",
  ],
  button: "Leave now",
  aloneTitle: "Stop answering on your own",
  aloneLead: "No further check-ins will open for you. What you wrote stays in your history, for you alone.",
  aloneButton: "Stop now",
  left: "You have left the space.",
  stopped: "You have stopped.",
  stay: "Stay",
  safety: "If you are afraid of what happens when you leave, read this first",
  nothing: "There is nothing to leave",
  nothingLead: "You share no space with anybody right now.",
} as const;
