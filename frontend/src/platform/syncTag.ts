/** The name under which page and service worker speak of Background Sync. */
export const SYNC_TAG = "drafts";
