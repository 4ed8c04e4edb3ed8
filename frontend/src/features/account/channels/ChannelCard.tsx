import { Alert, Button, Group, Text, Title } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../../shared/ui/States";
import { useRemove, useSwitch, useTest } from "./acts";
import type { Asked } from "./ChannelDialogs";
import classes from "./channels.module.css";
import { eventKey, eventsOf, ICONS } from "./kinds";
import { LastDelivery } from "./LastDelivery";
import type { Channel } from "./queries";
import { StateBadge } from "./StateBadge";

interface ChannelCardProps {
  channel: Channel;
  onAsk: (what: Asked["what"]) => void;
  onRemoved: () => void;
}

/** A channel: where it leads, what it tells, how that went, and what can be done with it. */
export function ChannelCard({ channel, onAsk, onRemoved }: ChannelCardProps) {
  const { t } = useTranslation("channels");
  const { send, sending } = useTest(channel);
  const { name, kind, target, state } = channel;
  const Icon = ICONS[kind];
  return (
    <li className={classes["channel"]}>
      <div>
        <Group wrap="nowrap" align="flex-start" gap="xs">
          <span role="img" aria-label={t(`kind.${kind}`)} title={t(`kind.${kind}`)}>
            <Icon size={20} />
          </span>
          <Title order={3} size="sm" flex={1}>
            {name}
          </Title>
          <StateBadge state={state} />
        </Group>
        <Text size="sm" c="dimmed">
          {target}
        </Text>
      </div>
      <dl className={classes["facts"]}>
        <Text component="dt" size="sm" c="dimmed">
          {t("tells")}
        </Text>
        <Text component="dd" size="sm">
          {eventsOf(channel.events)
            .map((event) => t(`event.${eventKey(event)}`))
            .join(" · ")}
        </Text>
        <Text component="dt" size="sm" c="dimmed">
          {t("last.label")}
        </Text>
        <Text component="dd" size="sm">
          <span role="status">
            <LastDelivery last={channel.last} sending={sending} />
          </span>
        </Text>
      </dl>
      <Trouble channel={channel} />
      <Group gap="xs">
        {state === "unconfirmed" ? (
          <Button
            size="xs"
            aria-label={t("act.confirmNamed", { name })}
            onClick={() => onAsk("confirm")}
          >
            {t("act.confirm")}
          </Button>
        ) : (
          <>
            <Button
              size="xs"
              variant="default"
              aria-label={t("act.testNamed", { name })}
              onClick={send}
            >
              {t("act.test")}
            </Button>
            <Switch channel={channel} />
          </>
        )}
        <Button
          size="xs"
          variant="default"
          aria-label={t("act.editNamed", { name })}
          onClick={() => onAsk("edit")}
        >
          {t("act.edit")}
        </Button>
        <Remove channel={channel} onRemoved={onRemoved} />
      </Group>
    </li>
  );
}

/** Why nothing comes, or may not come, and what to do about it. */
function Trouble({ channel: { problem, state } }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  if (state === "unconfirmed") {
    return <Text size="sm">{t("unconfirmed")}</Text>;
  }
  if (problem === null) {
    return null;
  }
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden="true" />} role="note">
      {problemText({ message: problem, remedy: t(`remedy.${state}`) })}
    </Alert>
  );
}

function Switch({ channel }: { channel: Channel }) {
  const { t } = useTranslation("channels");
  const { mutate, isPending } = useSwitch(channel);
  const act = channel.state === "on" ? "off" : "on";
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t(`act.${act}Named`, { name: channel.name })}
      loading={isPending}
      onClick={() => mutate()}
    >
      {t(`act.${act}`)}
    </Button>
  );
}

function Remove({ channel, onRemoved }: Pick<ChannelCardProps, "channel" | "onRemoved">) {
  const { t } = useTranslation(["channels", "common"]);
  const { mutate, isPending } = useRemove(channel, onRemoved);
  const title = t("act.removeNamed", { name: channel.name });
  const ask = () =>
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{t("removeHint")}</Text>,
      labels: { confirm: t("act.remove"), cancel: t("common:action.cancel") },
      confirmProps: { color: "red.8" },
      onConfirm: () => mutate(),
    });
  return (
    <Button size="xs" variant="default" aria-label={title} loading={isPending} onClick={ask}>
      {t("act.remove")}
    </Button>
  );
}
