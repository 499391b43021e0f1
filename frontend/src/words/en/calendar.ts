/** The couple's check-ins in a person's calendar. */
export const calendar = {
  title: "In my calendar",
  lead: "A private link that your calendar can subscribe to. It shows when check-ins open, as “Check-in”: no names, no answers.",
  make: "Make a link",
  since: (day: string) => `Your link was made on ${day} and shown only then.`,
  made: "Your link",
  madeLead:
    "In your calendar, choose “Subscribe” or “From URL”, and paste the link. It is shown only now. Anyone who has it can see when your check-ins open.",
  copy: "Copy the link",
  copied: "Copied.",
  copyFailed: "Copying didn't work here. Press and hold the link to copy it.",
  open: "Open it in my calendar",
  anew: "Make a new link",
  anewHint: "Making a new link turns off the old one.",
  end: "Turn off the link",
  ended: "The link no longer works, so your calendar finds no check-ins there.",
  ends: "A link also stops working when this space closes and when you sign out everywhere. The calendar doesn't show quiet breaks.",
} as const;
