import type { FlowControl } from "./FlowControl";
export type PrinterAddress = { "kind": "network", host: string, port: number } | { "kind": "usb", vendor_id: number, product_id: number } | { "kind": "serial", path: string, baud_rate: number, flow_control: FlowControl };
