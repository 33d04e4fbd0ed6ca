export type Trouble = "absent" | "off" | "not_permitted" | "busy" | "cover_open" | "out_of_paper" | "fault" | "silent" | "interrupted" | "unconfirmed" | "stopped_halfway";
