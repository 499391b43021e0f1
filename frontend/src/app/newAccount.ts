import { ApiError, post } from "../api/client";
import type { Me } from "../api/types";
import { deviceZone } from "../platform/device";
import { nearestZone } from "../platform/zones";
import { loadMe } from "./session";

/**
 * Make an account without an address, with the secret of a set-up link or of an invitation, and sign in. It has the
 * device's time zone, or a near one if the server does not know that.
 */
export async function makeAccount(path: string, token: string, name: string): Promise<void> {
  const send = (time_zone: string) => post<Me>(path, { token, display_name: name, time_zone });
  try {
    await send(deviceZone());
  } catch (error) {
    if (!(error instanceof ApiError) || !error.about("time_zone")) throw error;
    await send(nearestZone(deviceZone()));
  }
  await loadMe();
}
