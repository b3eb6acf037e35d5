/** A delivery status notification (RFC 3464) as mail servers write them. */
export function aDeliveryReport({ messageId = '', status = '5.1.1', action = 'failed', encoding = '7bit' }): string {
  const returned = `From: digest@news.example\r\nMessage-ID: <${messageId}>\r\nSubject: Morning\r\n\r\nThe ferry goes.\r\n`
  const body = encoding === 'base64' ? `${Buffer.from(returned).toString('base64')}\r\n` : returned
  return `From: MAILER-DAEMON@sink.example\r
Subject: Undelivered\r
Content-Type: multipart/report;\r
 report-type=delivery-status; boundary="=_edge"\r
\r
--=_edge\r
Content-Type: text/plain\r
\r
Your mail could not be delivered.\r
\r
--=_edge\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; sink.example\r
\r
Final-Recipient: rfc822; reader@desk.example\r
Action: ${action}\r
Status: ${status}\r
Diagnostic-Code: smtp; 550 what the server said\r
 on two lines\r
\r
--=_edge\r
Content-Type: message/rfc822\r
Content-Transfer-Encoding: ${encoding}\r
\r
${body}\r
--=_edge--\r
`
}

/** A complaint (RFC 5965). */
export const aFeedbackReport = ({ messageId = '', feedback = 'abuse' }): string => `From: feedback@provider.example\r
Content-Type: multipart/report; report-type=feedback-report; boundary=edge\r
\r
--edge\r
Content-Type: text/plain\r
\r
A complaint.\r
--edge\r
Content-Type: message/feedback-report\r
\r
Feedback-Type: ${feedback}\r
Version: 1\r
--edge\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <${messageId}>\r
--edge--\r
`
