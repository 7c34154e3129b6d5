"use client";

import { take } from "#components/board/taken-here.ts";
import { useOwed } from "#components/board/use-looking.ts";
import type { Looked } from "#lib/board/screen.ts";

type Told = { told: boolean } & Looked;
type Asked = {
  meetingId: string;
  openItem: (form: FormData) => Promise<Told>;
  look: (meetingId: string) => Promise<Looked>;
  /** The item that the meeting is still to be told of, if it is one. */
  untold: () => string | undefined;
  onTold: (itemId: string, told: boolean) => void;
};

const lost: Told = { told: false, again: true };

/**
 * Tells the meeting where its leader is, and takes what it shows from then on: what the minutes will quote is what the
 * room sees. What the network kept back is asked again; until then the screen stays as it is.
 */
export function useTaking({ meetingId, openItem, look, untold, onTold }: Asked) {
  const owe = useOwed(() => {
    const itemId = untold();
    void (itemId ? tell(itemId) : lookNow());
  });

  async function tell(itemId: string) {
    const form = new FormData();
    form.set("id", meetingId);
    form.set("itemId", itemId);
    const answer = await openItem(form).catch(() => lost);
    owe(take(meetingId, answer));
    onTold(itemId, answer.told);
  }

  async function lookNow() {
    owe(take(meetingId, await look(meetingId).catch(() => lost)));
  }

  return { tell, lookNow };
}
