import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Empty, Failed, Loading } from "../../../shared/ui/States";
import { Part } from "../Part";
import { AddChannel } from "./AddChannel";
import { ChannelCard } from "./ChannelCard";
import { type Asked, ChannelDialogs } from "./ChannelDialogs";
import classes from "./channels.module.css";
import { channelList } from "./queries";

export function Channels() {
  const { t } = useTranslation(["channels", "account"]);
  const [adding, { open, close }] = useDisclosure();
  const [asked, ask] = useState<Asked | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const { data: channels, error, refetch } = useQuery(channelList());
  return (
    <Part title={t("account:section.notifications")} lead={t("lead")}>
      <Group>
        <Button ref={add} leftSection={<IconPlus size={18} aria-hidden="true" />} onClick={open}>
          {t("new")}
        </Button>
      </Group>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {channels === undefined && error === null && <Loading />}
      {channels?.length === 0 && (
        <Empty title={t("none")} icon={<IconBell size={32} />}>
          {t("noneHint")}
        </Empty>
      )}
      {channels !== undefined && channels.length > 0 && (
        <ul className={classes["list"]} aria-label={t("list")}>
          {channels.map((channel) => (
            <ChannelCard
              key={channel.id}
              channel={channel}
              onAsk={(what) => ask({ what, channel })}
              onRemoved={() => add.current?.focus()}
            />
          ))}
        </ul>
      )}
      <AddChannel opened={adding} onClose={close} />
      <ChannelDialogs asked={asked} onClose={() => ask(null)} />
    </Part>
  );
}
