import type { NavLinkProps } from "@mantine/core";
import { Anchor, type AnchorProps, Button, type ButtonProps, NavLink } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

/** What a component takes beside what an `<a>` does. */
type With<Props> = Props & Omit<ComponentPropsWithRef<"a">, keyof Props>;

/** Mantine's looks on the router's typed links. */
export const ButtonLink = createLink((props: With<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const AnchorLink = createLink((props: With<AnchorProps>) => <Anchor {...props} />);

export const NavigationLink = createLink((props: With<NavLinkProps>) => (
  <NavLink component="a" {...props} />
));
