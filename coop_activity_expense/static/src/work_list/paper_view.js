import {Component, onWillUpdateProps, useState} from "@odoo/owl";

/** A receipt or another paper on the screen: a PDF, or a photo that can be enlarged. */
export class PaperView extends Component {
    static template = "coop_activity_expense.PaperView";
    static props = {url: String, name: String};

    setup() {
        this.state = useState({large: false, turns: 0, failed: false});
        onWillUpdateProps((next) => {
            if (next.url !== this.props.url) {
                Object.assign(this.state, {large: false, turns: 0, failed: false});
            }
        });
    }

    get isPdf() {
        return this.props.name.toLowerCase().endsWith(".pdf");
    }

    get viewerUrl() {
        const file = encodeURIComponent(this.props.url);
        return `/web/static/lib/pdfjs/web/viewer.html?file=${file}#pagemode=none&zoom=page-width`;
    }

    get photoStyle() {
        return this.state.turns ? `transform: rotate(${this.state.turns * 90}deg)` : "";
    }
}
