import { plural } from "./language";

/** Everything that can be set. */
export const settings = {
  title: "Settings",
  groups: { you: "You", together: "Together", checkIns: "Check-ins", help: "Help and about" },
  profile: "Name and time zone",
  schedule: "When check-ins open",
  reminders: "Reminders",
  privacy: "Privacy",
  signIn: "Sign-in and devices",
  data: "My data: download or erase",
  invite: "Invite your partner",
  join: "Enter an invitation code",
  leave: "Leave this space",
  leaveAlone: "Stop answering on your own",
  safety: "Help and safety",
  about: "About and privacy",
  install: "Add to your Home Screen",
  installHint: "In Safari: tap Share, then “Add to Home Screen”. Reminders on an iPhone or iPad need this.",
  signOut: "Sign out",
  unsentTitle: "Some of what you wrote is only on this device",
  unsentLead: "It hasn't reached the server yet. If you sign out now, you lose it.",
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
  zoneHint: "Quiet hours and reminders use it.",
  saved: "Saved.",
} as const;

export const schedule = {
  title: "When check-ins open",
  lead: "The same for both of you. Either of you can change it, and you both see who did. Check-ins open at least six days apart. If a change would delay the next check-in for too long, it applies from the one after.",
  leadAlone:
    "Check-ins open at least six days apart. If a change would delay the next check-in for too long, it applies from the one after.",
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
    `You won't be asked or reminded. Check-ins open and close as usual; to ${partner} it looks like weeks in which you didn't answer.`,
  restLeadAlone: "You won't be asked or reminded until you end it.",
  rest: "Take a quiet break",
  resting: "Your quiet break has started.",
  restEnd: "End quiet break",
  rested: "Your quiet break is over.",
  pauseTitle: "A pause for both of you",
  pauseTitleAlone: "Pause check-ins",
  pauseLead:
    "You both see it, and no one has to agree. No check-in opens and no one is reminded until one of you resumes.",
  pauseLeadAlone: "No check-in opens and nothing reminds you until you resume.",
  pause: "Pause check-ins",
  resume: "Resume check-ins",
  paused: "Check-ins are paused.",
  resumed: "Check-ins have resumed.",
  none: "There is no schedule yet",
  noneLead: "You get one when you start on your own or link with your partner.",
} as const;

export const reminders = {
  title: "Reminders",
  lead: "You choose which reminders come, and how many.",
  how: "How",
  push: "On this and my other devices",
  pushHint: "A short notification on the lock screen.",
  email: "By e-mail",
  asking: "About the check-in",
  askingHint: "They stop once you have finished.",
  nudgeNow: (name: string) => `A nudge for ${name}`,
  nudgeNowHint:
    "Either of you can send one while a check-in is open, whether or not you have finished. So it reveals nothing.",
  othersFirst: "At this limit, the other reminders come first.",
  atMost: "At most, per check-in",
  atMostHint: "The same reminder by notification and e-mail counts as one.",
  after: "After the check-in",
  quiet: "Quiet hours",
  quietHint: "Anything due during them waits until they end.",
  quietFrom: "From",
  quietTo: "Until",
  text: "Wording",
  generic: "Discreet",
  warm: "Warm",
  textHint: "Discreet reminders say nothing about what this app is for. No reminder ever contains an answer.",
  preview: "This is what it looks like",
  previewOf: "Which reminder",
  previewNow: "now",
  snoozeHint: "If your device shows buttons under it, you can snooze it: for two hours, or until tomorrow.",
  device: "This device",
  deviceOn: "This device shows reminders.",
  deviceOff:
    "This device doesn't show reminders yet. They are short notifications on the lock screen: that a check-in is open, and little more. Your device will ask whether you allow them.",
  deviceAllow: "Show reminders here",
  deviceStop: "Stop on this device",
  deviceDenied: "This browser is set to block notifications from this app, and only you can change that:",
  deviceDeniedSteps: [
    "Open this site's settings: the icon next to the address bar, or your device's own settings under Apps.",
    "Find “Notifications” and allow them.",
    "Come back here.",
  ],
  deviceUnsupported: "This browser can't show reminders.",
  deviceNoWorker:
    "This browser couldn't start the part of the app that shows reminders. Close the app, open it again, and try once more.",
  deviceInstall: "An iPhone or iPad shows reminders once the app is on the Home Screen:",
  deviceInstallSteps: [
    "In Safari, tap Share.",
    "Choose “Add to Home Screen”.",
    "Open the app from there, and come back to this page.",
  ],
  mailMeanwhile: "Until then they come by e-mail.",
  mailInstead: "They come by e-mail.",
  /** Before the link to the schedule. */
  calendarInstead: "Or see check-ins in your calendar:",
  mailIsOff: "E-mail works everywhere. Turn it on above to get reminders that way.",
  test: "Send me a test",
  testHint: "Sends a reminder now to everything that is turned on, even in quiet hours.",
  tested: (devices: number | null, mail: boolean | null) =>
    [
      devices === null
        ? ""
        : devices === 0
          ? "None of your devices accepted it: none shows reminders yet, or the push service didn't answer."
          : plural(devices, {
              one: "A test is on its way to one device.",
              other: `A test is on its way to ${devices} devices.`,
            }),
      mail === null ? "" : mail ? "An e-mail is on its way." : "The e-mail couldn't be sent. Check your address.",
    ]
      .filter(Boolean)
      .join(" "),
} as const;

export const privacy = {
  title: "Privacy",
  tender: "Tender topics",
  tenderHint:
    "Also ask about trust, touch and play, changed feelings, turning to others for support, being drawn to someone else, and whether your futures fit. Only if both of you want it.",
  tenderFacts: (name: string) => [
    `${name} isn't shown what you chose. Tender prompts begin some check-ins after both of you have said yes. From then on, each of you knows that the other said yes.`,
    `Each tender prompt is marked and asks whether ${name} may see your answer.`,
    `You can turn this off at any time. From then on you aren't asked, no tender topic comes up, and answers that you haven't submitted stay with you: to ${name} they look like skipped prompts. ${name} may still be asked for a few check-ins, and what ${name} shares then is still shown among the answers.`,
  ],
  tenderHintAlone:
    "Also ask about trust, touch and play, changed feelings, turning to others for support, being drawn to someone else, and whether your futures fit. Once you are linked, only if both of you want it.",
  tell: "Let my partner know when I have finished",
  tellHint: "They see that you have finished, but not when, and nothing that you wrote.",
  answering: "When you answer",
  usual: "Answers start as",
  usualHint: "You can change each answer before you submit.",
  goOn: "Go to the next prompt after a tap",
  goOnHint: "On this device. A note, a tender prompt, a keyboard or a screen reader always waits for Next.",
  tellHintAlone: "Once you are linked, they see that you have finished, but not when, and nothing that you wrote.",
} as const;

export const yourData = {
  title: "My data",
  lead: "What you write here is yours: to read, to keep and to erase.",
  copyTitle: "A copy to keep",
  copyLead:
    "Everything you wrote and everything that was revealed to you, in one file: a page you can read offline, and the same data for other programs. Anyone who opens it can read all of it.",
  copy: "Download my copy",
  copied: "Your copy is in your downloads.",
  again:
    "The file contains everything, so please sign in once more first, with a passkey or an e-mailed code. That stops anyone who picks up your device.",
  signInAgain: "Sign out and sign in again",
  eraseTitle: "Erase everything",
  eraseLead: "Your account and everything you wrote, at once and for good. No one has to agree, and no one learns why.",
  erase: "Erase all my data",
  sureTitle: "Erase all your data?",
  facts: [
    "Your answers, your pocket, your account and your devices' sign-ins are erased now. The keys to what you wrote are destroyed.",
    "Your other devices delete what they have stored as soon as they next reach this server. Until then they can still show it, for up to a week.",
    "It can't be undone, not even by the person who runs this server.",
  ],
  factsTogether: (name: string) => [
    "Your answers, your pocket, your account and your devices' sign-ins are erased now. The keys to what you wrote are destroyed.",
    "Your other devices delete what they have stored as soon as they next reach this server. Until then they can still show it, for up to a week.",
    `The space with ${name} closes. They only see that it has closed, and they keep what they wrote themselves.`,
    "The jar of kind words is empty for both of you.",
    "It can't be undone, not even by the person who runs this server.",
  ],
  sure: "Erase everything now",
  keep: "Cancel",
  erased: "All your data has been erased.",
} as const;

export const leaving = {
  title: "Leave this space",
  lead: (name: string) => `You and ${name} will no longer share anything.`,
  facts: [
    "It happens at once, and no one has to agree.",
    "Neither of you can read what the other shared any more. What you were shown together is deleted, and the jar of kind words is empty for both of you.",
    "You keep your own answers, in History, and your pocket.",
    "Your partner only sees that the space has closed.",
    "It can't be undone. If you link again, you start a new, empty space.",
  ],
  button: "Leave now",
  aloneTitle: "Stop answering on your own",
  aloneLead: "No more check-ins will open for you. What you wrote stays in History, and only you can read it.",
  aloneButton: "Stop now",
  left: "You have left the space.",
  stopped: "You have stopped.",
  stay: "Stay",
  safety: "If you are afraid of what happens when you leave, read this first",
  nothing: "There is nothing to leave",
  nothingLead: "You don't share a space with anyone right now.",
} as const;
