"use client";

import { useEffect, useRef } from "react";

type Problem = { href: string; message: string };

/** Takes the focus when it appears and marks the document title. Without script it is the first thing in the form. */
export function ErrorSummary({ title = "There is a problem", problems }: { title?: string; problems: Problem[] }) {
  const box = useRef<HTMLDivElement>(null);
  const words = problems.map((problem) => problem.message).join("|");
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus again when a second attempt has other problems
  useEffect(() => {
    box.current?.focus();
    const before = document.title;
    if (!before.startsWith("Error: ")) document.title = `Error: ${before}`;
    return () => {
      document.title = before;
    };
  }, [words]);
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.href}>
            <a href={problem.href}>{problem.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
