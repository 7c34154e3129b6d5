import type { Screen } from "#lib/board/screen.ts";

type Props = { href: string; at: Screen | undefined; again: boolean };

const seconds = 20;

/** Where the meeting is, for whoever reads without script: the page comes again by itself if they ask for it. */
export function MeetingAt({ href, at, again }: Props) {
  return (
    <>
      {again ? <meta httpEquiv="refresh" content={`${seconds};url=${href}?follow=yes#${at?.id ?? ""}`} /> : null}
      <p className="meeting-at">
        {at ? (
          <>
            The meeting is at <a href={`#${at.id}`}>{at.agenda?.title ?? at.title}</a>.{" "}
          </>
        ) : (
          "The meeting is going on, and no item is open. "
        )}
        {again ? (
          <a href={href}>Stop following</a>
        ) : (
          <a href={`${href}?follow=yes`}>Follow it: the page comes again every {seconds} seconds</a>
        )}
      </p>
    </>
  );
}
