use super::*;
use crate::gui::widget::grid::{Column, Columns, Grid, Model, Selection};
use iced::advanced::Layout;
use iced::advanced::layout::Limits;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::Tree;
use iced::{Element, Size};
use std::borrow::Cow;

struct Rows;

impl Model for Rows {
    fn len(&self) -> usize {
        100_000
    }

    fn is_loaded(&self, row: usize) -> bool {
        row < 3
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        match column {
            0 => "Gericht".into(),
            _ => format!("Brief {row}").into(),
        }
    }
}

fn survey(selection: &Selection) -> Vec<Node> {
    let columns = Columns::new(vec![
        Column::new("from", "Von", 100.0),
        Column::new("subject", "Betreff", 100.0),
    ]);
    let grid = Grid::new(&Rows, &columns, selection, |_| ())
        .name("Nachrichten")
        .id("mails");
    let root = Id::from("root");
    let grid = iced::widget::container(grid).id(root.clone());
    let mut page: Element<'_, ()> = grid.into();
    let font = (iced::Font::DEFAULT, iced::Pixels(13.0));
    let renderer = <iced::Renderer as Headless>::new(font.0, font.1, Some("tiny-skia"));
    let renderer = iced::futures::executor::block_on(renderer).expect("a renderer");
    let mut tree = Tree::new(&page);
    let limits = Limits::new(Size::ZERO, Size::new(300.0, 150.0));
    let node = page.as_widget_mut().layout(&mut tree, &renderer, &limits);
    let layout = Layout::new(&node);
    let mut focus = operation::focusable::focus::<()>(Id::from("mails"));
    let mut focus = operation::black_box(&mut focus);
    page.as_widget_mut()
        .operate(&mut tree, layout, &renderer, &mut focus);
    let mut survey = Survey::new(root);
    {
        let mut seen = operation::black_box(&mut survey);
        page.as_widget_mut()
            .operate(&mut tree, layout, &renderer, &mut seen);
    }
    survey.nodes
}

#[test]
fn a_table_has_rows_and_cells() {
    let nodes = survey(&Selection::one(1).extended(2));
    let table = nodes.iter().position(|it| it.name == "Nachrichten");
    let table = table.expect("the table");
    assert_eq!(nodes[table].kind, Kind::Part(Role::Table));
    let rows: Vec<(usize, &Node)> = nodes
        .iter()
        .enumerate()
        .filter(|it| matches!(it.1.kind, Kind::Row(_)))
        .collect();
    assert!(rows.len() >= 5 && rows.iter().all(|it| it.1.parent == Some(table)));
    let Kind::Row(row) = &rows[1].1.kind else {
        panic!("a row")
    };
    assert_eq!(rows[1].1.name, "Gericht, Brief 1");
    assert_eq!((row.number, row.count, row.is_chosen), (1, 100_000, true));
    let focused: Vec<&str> = nodes
        .iter()
        .filter(|it| it.is_focused)
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(focused, ["Nachrichten", "Gericht, Brief 2"]);
    let cells = nodes.iter().filter(|it| it.parent == Some(rows[1].0));
    let cells: Vec<&str> = cells.map(|it| it.name.as_str()).collect();
    assert_eq!(cells, ["Gericht", "Brief 1"]);
    assert_eq!(rows[4].1.name, "", "what is not loaded has no words");
}
