/** The frame around every screen. */
export const shell = {
  navigation: "Main",
  tabs: { week: "This week", starters: "Starters", history: "History", settings: "Settings" },
  offline: "You are offline. What you write is kept on this device.",
  offlineKeepOpen: "You are offline. Keep this page open: this browser keeps nothing between visits.",
  updateReady: "A new version is ready.",
  updateNow: "Use it now",
  toastClose: "Close",
  somethingWrong: "Something went wrong on this page",
  somethingWrongBody: "Nothing you wrote is lost. Loading the page again usually helps.",
  reload: "Load again",
  screenMissing: "This page could not be loaded",
  screenMissingBody:
    "There may be a new version of the app, or no connection right now. Loading the page again usually helps. What you wrote is not affected.",
  partMissing: "A part of the app could not be loaded.",
  notFound: "This page is not here",
  notFoundBody: "The link may be old, or the space it belonged to has closed.",
  goHome: "Go to this week",
  safety: "Help and safety",
  cannotReach: "The server cannot be reached right now. Please try again in a moment.",
  unexpected: "That did not work. Please try again in a moment.",
  slowDown: "That was a lot of tries. Please wait a little and try again.",
} as const;
