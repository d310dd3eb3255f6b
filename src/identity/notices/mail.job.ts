export const MAIL_QUEUE = 'mail';

export const SEND_MAIL = 'send-mail';
