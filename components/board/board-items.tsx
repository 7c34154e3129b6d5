"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { DecisionBar } from "#components/board/decision-bar.tsx";
import { ScreenView } from "#components/board/screen-view.tsx";
import { useShown } from "#components/board/taken-here.ts";
import { useLooking } from "#components/board/use-looking.ts";
import { hereAtFirst, hereNow, subscribe } from "#components/board/waiting-here.ts";
import { answerId, type Looked, type Shown } from "#lib/board/screen.ts";
import type { Sent } from "#lib/board/waiting.ts";

type Props = {
  meetingId: string;
  given: Shown;
  send: (form: FormData) => Promise<Sent>;
  /** Asks for what is shown now. */
  look: (meetingId: string) => Promise<Looked>;
};

/** Every item of the meeting, with the figures that were frozen last: no network is needed to go from one to the next. */
export function BoardItems({ meetingId, given, send, look }: Props) {
  const { said } = useSyncExternalStore(subscribe, hereNow, hereAtFirst);
  const isAnswered = (id: string) => said[id]?.kind === "recorded" || said[id]?.kind === "already";
  const answered = Object.keys(said).filter(isAnswered).sort().join(" ");
  const lookNow = useEffectEvent(useLooking(meetingId, look));
  // What was recorded here changes other items too: the list of questions counts it.
  useEffect(() => {
    if (answered) void lookNow();
  }, [answered]);
  const { screens, mayDecide } = useShown(meetingId, given);
  return screens.map((screen, index) => (
    <ScreenView key={screen.id} screens={screens} index={index}>
      {screen.decision ? (
        <DecisionBar
          decision={screen.decision}
          mayDecide={mayDecide}
          saidBy={screen.answer === screen.decision.question ? answerId(screen.id) : undefined}
          minutesHref={`/meetings/${meetingId}/minutes?item=${screen.agenda?.itemId ?? ""}`}
          send={send}
        />
      ) : null}
    </ScreenView>
  ));
}
