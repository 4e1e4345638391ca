//! Tables: each in an element of its own, which scrolls where there is no room.

use pulldown_cmark::Alignment;

use super::Writer;

impl Writer<'_> {
    pub(super) fn table(&mut self, columns: Vec<Alignment>) {
        self.open("<div class=\"table\"><table>\n");
        self.columns = columns;
        self.has_table_body = false;
    }

    pub(super) fn table_head(&mut self) {
        self.out.push_str("<thead>\n<tr>");
        self.in_table_head = true;
        self.column = 0;
    }

    pub(super) fn table_head_ended(&mut self) {
        self.out.push_str("</tr>\n</thead>\n");
        self.in_table_head = false;
    }

    pub(super) fn table_row(&mut self) {
        if !std::mem::replace(&mut self.has_table_body, true) {
            self.out.push_str("<tbody>\n");
        }
        self.out.push_str("<tr>");
        self.column = 0;
    }

    pub(super) fn table_cell(&mut self) {
        self.out.push_str(if self.in_table_head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
        self.column += 1;
    }

    pub(super) fn table_ended(&mut self) {
        self.out.push_str(if self.has_table_body { "</tbody>\n" } else { "" });
        self.out.push_str("</table></div>\n");
    }
}
