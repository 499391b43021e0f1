import { ApiError, post } from "../api/client";
import type { Me } from "../api/types";
import { deviceZone } from "../platform/device";
import { nearestZone } from "../platform/zones";
import { loadMe } from "./session";

/**
 * Make an account without an e-mail address, with the secret of a set-up link or of an invitation, and sign in. The
 * account gets the device's time zone. If the server does not know that zone, it gets one with the same time now.
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
