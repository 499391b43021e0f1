/** True on a server where every visitor gets a copy of the demo couple (MODE=demo). Such a server sets a cookie. */
export const isDemo = (): boolean => /(?:^|;\s*)demo=1/.test(document.cookie);
