import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Zone } from "../format";

interface DeviceSettings {
  zone: Zone;
  setZone: (zone: Zone) => void;
}

/** What somebody prefers on this device, and nothing that belongs to the account. */
export const useDeviceSettings = create<DeviceSettings>()(
  persist((set) => ({ zone: "utc", setZone: (zone) => set({ zone }) }), {
    name: "hypertrade.device",
  }),
);
