import type { FlowControl } from "./FlowControl";
export type PlaceWish = { "kind": "none" } | { "kind": "network", address: string } | { "kind": "usb", vendor_id: number, product_id: number } | { "kind": "serial", path: string, baud_rate: number, flow_control: FlowControl };
