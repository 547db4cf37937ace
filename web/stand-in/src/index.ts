// The sandbox's stand-in for WhatsApp Web.
export {};
