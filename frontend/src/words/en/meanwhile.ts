/** While the other half is not there yet: being told, and something to do. */
export const tellMe = {
  title: "Shall we tell you when you can both read it?",
  lead: "One short message, nothing about your answers. Your partner doesn't see what you choose here.",
  yes: "Yes, tell me",
  no: "No need",
  onDevice: "We'll tell you on this device.",
  byMail: "We'll tell you by e-mail.",
  notHere: "Notifications are off on this device. You'll see it when you open the app.",
  installLead: "On an iPhone or iPad, this works from the Home Screen:",
  installSteps: ["Tap Share in Safari.", "Choose “Add to Home Screen”.", "Open the app from there."],
  mailInstead: "Tell me by e-mail",
} as const;

export const meanwhile = {
  title: "Something to look forward to",
  evening: "Which evening would suit you?",
  evenings: { open: "Let's see", today: "Tonight", tomorrow: "Tomorrow", weekend: "At the weekend" },
  onlyHere: "This stays on this device. Your partner doesn't see it.",
  starter: "A sentence to begin with",
  show: "Find one",
  another: "Another one",
  choose: "I'd like this one",
  chosen: "Your sentence for the evening:",
} as const;
