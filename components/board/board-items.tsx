"use client";

import { DecisionBar } from "#components/board/decision-bar.tsx";
import { ScreenView } from "#components/board/screen-view.tsx";
import { useShown } from "#components/board/taken-here.ts";
import type { Shown } from "#lib/board/screen.ts";
import type { Sent } from "#lib/board/waiting.ts";

type Props = { meetingId: string; given: Shown; send: (form: FormData) => Promise<Sent> };

/** Every item of the meeting, with the figures that were frozen last: no network is needed to go from one to the next. */
export function BoardItems({ meetingId, given, send }: Props) {
  const { screens, mayDecide } = useShown(meetingId, given);
  return screens.map((screen, index) => (
    <ScreenView key={screen.id} screens={screens} index={index}>
      {screen.decision ? (
        <DecisionBar
          decision={screen.decision}
          mayDecide={mayDecide}
          minutesHref={`/meetings/${meetingId}/minutes?item=${screen.agenda?.itemId ?? ""}`}
          send={send}
        />
      ) : null}
    </ScreenView>
  ));
}
