/**
 * Sends receipts one at a time, so that a connection that breaks loses none of those
 * before.
 *
 * @param {HTMLFormElement} formEl the form that they were chosen in
 * @param {File} file
 * @returns {Promise<HTMLElement>} what the server shows of it
 * @throws {TypeError} without connection
 */
export async function sendReceipt(formEl, file) {
    const sent = new FormData();
    sent.append("csrf_token", formEl.querySelector("[name=csrf_token]").value);
    sent.append("file", file);
    const response = await fetch("/my/coop/expenses/receipts/drop", {
        body: sent,
        method: "POST",
    });
    if (!response.ok || response.redirected) {
        throw new TypeError(`Not sent: ${response.status}`);
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.body;
}

/** The files that were chosen, each with whether it is larger than it may be. */
export function chosenFiles(formEl, inputEl) {
    const most = Number(formEl.dataset.maxBytes);
    return [...inputEl.files].map((file) => ({file, isTooLarge: file.size > most}));
}
