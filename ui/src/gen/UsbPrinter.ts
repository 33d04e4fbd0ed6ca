export type UsbPrinter = { vendor_id: number, product_id: number, name: string };
