import { language } from "./language";

/** The pocket: private notes during the week. */
export const pocket = {
  title: "Your pocket",
  back: "This week",
  lead: "Something for the next check-in, or only for you. No one else sees it unless you put it into an answer.",
  field: "A note to yourself",
  placeholder: "Something kind, something that bothers you, something to talk about",
  keep: "Keep it",
  kept: "Kept. Only you can read it.",
  keptHere: "Kept on this device. It is sent when you're back online.",
  keptInMemory: "Not sent yet. Keep this page open until you're back online.",
  full: "Your pocket is full: it holds 100 notes. Delete one, then keep this one.",
  tooLong: (count: number) => `${count.toLocaleString(language)} characters too long`,
  remaining: (count: number) => `${count.toLocaleString(language)} characters left`,
  earlier: "Earlier notes",
  none: "No notes yet.",
  foot: "When you answer a check-in, you can take words from here. The note itself stays in your pocket until you delete it. Leaving a space doesn't change your pocket.",
  unsent: "Not sent yet",
  refusedFull: "Only on this device: your pocket is full. Delete another note, and this one is sent.",
  refused: "Only on this device: it couldn't be kept on the server.",
  edit: "Edit",
  editNote: (text: string) => `Edit the note: ${text}`,
  remove: "Delete",
  removeNote: (text: string) => `Delete the note: ${text}`,
  removeSure: "Yes, delete it",
  rather: "Cancel",
  removed: "The note is deleted.",
} as const;

/** While answering. */
export const fromPocket = {
  open: "From your pocket",
  title: "From your pocket",
  lead: "Tap a note to copy its words into your answer. You can change them there.",
  take: (text: string) => `Use: ${text}`,
} as const;
