import { me } from "./session";

/** True if e-mail can be sent to the person: they have an address, and this server sends e-mail. */
export const getsMail = (): boolean => me.value?.mail === true && Boolean(me.value.email);
