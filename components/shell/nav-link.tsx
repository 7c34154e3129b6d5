"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Go } from "#components/ui/go.tsx";

type NavLinkProps = { href: string; current?: string; className?: string; children: ReactNode };

/** The page itself is "page"; a record inside the room is "true". `current` overrides the address. */
export function NavLink({ href, current, className, children }: NavLinkProps) {
  const pathname = usePathname() ?? "";
  const here = current ?? pathname;
  const inside = href !== "/" && here.startsWith(`${href}/`);
  return (
    <Go href={href} className={className} aria-current={here === href ? "page" : inside ? "true" : undefined}>
      {children}
    </Go>
  );
}
