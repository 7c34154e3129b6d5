"use client";

import { useEffect, useRef, useState } from "react";
import { TextArea } from "#components/ui/text-fields.tsx";
import { cleanMinute, longestMinute } from "#lib/meetings/minute-text.ts";

type Props = {
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  defaultValue?: string;
  /** Where what is being typed is kept, and what it belongs to; without script it simply is not. */
  keep?: { href: string; itemId: string; field: string };
  /** "Saved 24 November 2026, 09:31", where a draft was found. */
  kept?: string | undefined;
};

const every = 5_000;

/** A minute's field: keeps a draft every five seconds, and stops a text that is too long before it is sent. */
export function MinuteArea({ keep, kept, ...field }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const saved = useRef<string>(undefined);
  const [says, setSays] = useState(kept ?? "");
  // The page makes `keep` anew whenever its data come again; what it names is the same.
  const { href, itemId, field: into } = keep ?? {};

  useEffect(() => {
    const area = box.current?.querySelector("textarea");
    const form = area?.form;
    if (!area || !form) return;
    saved.current ??= area.value;
    let sending = false;
    const tooLong = (event: Event) => {
      const { length } = cleanMinute(area.value);
      if (length <= longestMinute) return;
      event.preventDefault();
      event.stopPropagation();
      const by = (length - longestMinute).toLocaleString("en-GB");
      setSays(`This is ${by} characters too long for one minute. Divide it over two. Nothing was sent or cut.`);
      area.focus();
    };
    const save = async () => {
      if (!href || !itemId || !into || sending || area.value === saved.current || area.value.length > longestMinute)
        return;
      sending = true;
      const words = area.value;
      try {
        const body = new FormData();
        body.set("itemId", itemId);
        body.set("field", into);
        body.set("words", words);
        const answer = await fetch(href, { method: "POST", body });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        saved.current = words;
        setSays(await answer.text());
      } catch {
        setSays("This draft is not kept at the moment. Save the minute to be sure.");
      } finally {
        sending = false;
      }
    };
    form.addEventListener("submit", tooLong, true);
    const timer = href ? setInterval(save, every) : undefined;
    return () => {
      form.removeEventListener("submit", tooLong, true);
      clearInterval(timer);
    };
  }, [href, itemId, into]);

  return (
    <div ref={box}>
      <TextArea {...field} />
      <p className="draft-kept" role="status">
        {says}
      </p>
    </div>
  );
}
