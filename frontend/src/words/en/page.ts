/** What a browser, a phone's launcher and a chat show of the app without opening it. Only the build reads it. */
export const page = {
  description: "A small weekly check-in for two. Answer alone, look together, then talk.",
  /** Under a link in a chat. */
  preview: "An evening for two: answer alone, look together, then talk.",
  previewPicture: "Two arches, side by side",
  noScript: "Side by Side needs JavaScript to run on this device.",
  /** Long press on the app's icon. */
  shortcuts: ["Answer", "Pocket", "Jar"],
  /** Under the pictures that a phone shows before it installs the app. */
  screenshots: ["This week", "One prompt a screen, five answers", "Words to begin a conversation with"],
} as const;
