/** Reminders on this device and the Home Screen. */
export const platform = {
  push: {
    title: "Reminders on this device",
    why: "A short note when your check-in opens, and one before it closes if you have not finished. Nothing else. No answer and no name is ever in it.",
    enable: "Turn on reminders here",
    enabling: "One moment",
    subscribed: "This device gets your reminders.",
    disable: "Turn off on this device",
    denied:
      "Your browser blocks notifications from this page. You can allow them in its settings for this site.",
    unsupported: "This browser cannot show reminders. E-mail works everywhere.",
    iosTitle: "First, put Side by Side on your Home Screen",
    iosSteps: [
      "Tap Share in Safari",
      "Choose “Add to Home Screen”",
      "Open Side by Side from there and come back to this page",
    ],
    failed: "That did not work just now. Please try again in a moment.",
  },
  install: {
    title: "Keep it at hand",
    why: "On your Home Screen it opens like any app, also without a connection.",
    action: "Install Side by Side",
    installed: "Side by Side is installed on this device.",
  },
} as const;
