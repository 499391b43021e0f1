import { OfflineError } from "../../src/api/errors";
import type { PocketNote } from "../../src/api/types";
import type { Reply, Transport } from "../../src/drafts/transport";

/** A fake server with the real server's rules for pocket notes. */
export class FakePocket implements Transport {
  notes = new Map<string, PocketNote>();
  offline = false;
  status = 0;
  most = 100;
  /** Set to lose the answer to the next request, once. */
  loseAnswer = false;
  /** The id of the signed-in person. */
  user = "u1";
  log: string[] = [];

  async send(method: string, path: string, body?: unknown, person?: string): Promise<Reply> {
    if (this.offline) throw new OfflineError();
    this.log.push(`${method} ${path}`);
    if (this.status) return reply(this.status, { error: { code: "busy" } });
    if (person !== this.user) return reply(409, { error: { code: "another_person" } });
    const id = path.split("/").at(-1) ?? "";
    const answered = this.take(method, id, body as { text: string; written_at: string });
    if (this.loseAnswer) {
      this.loseAnswer = false;
      throw new OfflineError();
    }
    return answered;
  }

  private take(method: string, id: string, sent: { text: string; written_at: string }): Reply {
    if (method === "DELETE") {
      this.notes.delete(id);
      return reply(204, {});
    }
    if (!this.notes.has(id) && this.notes.size >= this.most) return reply(409, { error: { code: "pocket_full" } });
    this.notes.set(id, { id, ...sent });
    return reply(200, { id, ...sent });
  }
}

const reply = (status: number, body: Record<string, unknown>): Reply => ({ status, body, retryAfter: null });
