/** The frame around every screen. */
export const shell = {
  navigation: "Main",
  tabs: { week: "This week", starters: "Starters", history: "History", settings: "Settings" },
  offline: "You are offline. What you write is kept on this device.",
  offlineKeepOpen: "You are offline. Keep this page open: this browser doesn't store anything between visits.",
  updateReady: "A new version is ready.",
  updateNow: "Update now",
  toastClose: "Close",
  somethingWrong: "Something went wrong on this page",
  somethingWrongBody: "Nothing you wrote is lost. Reloading the page usually helps.",
  reload: "Reload",
  screenMissing: "This page could not be loaded",
  screenMissingBody:
    "There may be a new version of the app, or no connection right now. Reloading the page usually helps. What you wrote is not affected.",
  partMissing: "A part of the app could not be loaded.",
  goHome: "Go to this week",
  safety: "Help and safety",
  cannotReach: "We can't reach the server right now. Please try again in a moment.",
  unexpected: "That didn't work. Please try again in a moment.",
  slowDown: "Too many tries. Please wait a little and try again.",
} as const;
