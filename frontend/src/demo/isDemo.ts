/** True on a server where everyone gets a copy of the demo couple (MODE=demo): it marks its pages with a cookie. */
export const isDemo = (): boolean => /(?:^|;\s*)demo=1/.test(document.cookie);
