import {registry} from "@web/core/registry";

/** Give the file input a file, as choosing one does. */
function choose(name, size) {
    const file = new File(["%PDF-1.4\n".padEnd(size)], name, {type: "application/pdf"});
    const chosen = new DataTransfer();
    chosen.items.add(file);
    const inputEl = document.querySelector("input[name=file]");
    inputEl.files = chosen.files;
    inputEl.dispatchEvent(new Event("change", {bubbles: true}));
}

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        const wide = [...document.querySelectorAll(".o_coop *")].filter(
            (el) => el.getBoundingClientRect().right > clientWidth,
        );
        const names = wide.map((el) => `${el.tagName}.${el.className}`);
        throw new Error(`${scrollWidth} px, not ${clientWidth}: ${names.join(", ")}`);
    }
}

registry.category("web_tour.tours").add("coop_member_portal", {
    url: "/my",
    steps: () => [
        {
            content: "Open the member's space from the portal",
            trigger: "a[href='/my/coop']:visible",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The home fits the phone",
            trigger: "h1:contains('Hello Noor Vidal')",
            run: fits,
        },
        {
            content: "Three papers are waiting",
            trigger: "[data-coop-item=papers_missing]:contains('3 papers to send')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The list of papers fits the phone",
            trigger: "h1:contains('My papers')",
            run: fits,
        },
        {
            content: "Send the insurance",
            trigger: "article:contains('Professional liability') a:contains('Send')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Choose a file that is too large",
            trigger: "input[name=file]",
            run: () => choose("scan.pdf", 10 * 1024 * 1024 + 1),
        },
        {
            content: "It is refused at once; choose another",
            trigger: "#coop_file_error:contains('10 MB at most')",
            run: () => choose("scan.pdf", 1000),
        },
        {
            content: "The sentence is gone; enter the date",
            trigger: "input[name=file]:not(.is-invalid)",
            run: () => {
                document.querySelector("input[name=expiry]").value = "2040-12-31";
                fits();
            },
        },
        {
            content: "Send it",
            trigger: ".o_coop_paper_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Thank you; the paper is being checked",
            trigger: ".o_coop_thanks",
        },
        {
            content: "Go back by the trail",
            trigger: ".breadcrumb a[href='/my/coop']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Two papers are left; open the membership",
            trigger:
                "body:has([data-coop-item=papers_missing]:contains('2 papers')) [data-coop-item=membership]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The contract is running, and the page fits the phone",
            trigger: "[data-coop-contract]:contains('Running')",
            run: fits,
        },
    ],
});
