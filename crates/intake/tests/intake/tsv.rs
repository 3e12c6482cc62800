//! Tesseract's table.

use intake::read_tsv;

const HEADER: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";

#[test]
fn lines_are_joined_the_way_chinese_is_written() {
    let table = [
        HEADER,
        "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t12\t20\t9\t96.5\t讯问",
        "5\t1\t1\t1\t1\t2\t30\t12\t20\t9\t91\t笔录",
        "5\t1\t1\t1\t1\t3\t50\t12\t20\t9\t88\tiPhone",
        "5\t1\t1\t1\t1\t4\t70\t12\t20\t9\t88\tXS",
        "5\t1\t1\t1\t2\t1\t10\t22\t20\t9\t40\t第",
        "5\t1\t1\t1\t2\t2\t20\t22\t20\t9\t99\t3",
        "5\t1\t1\t1\t2\t3\t30\t22\t20\t9\t97\t页",
        "5\t1\t2\t1\t1\t1\t10\t50\t20\t9\t90\t王某",
    ]
    .join("\n");
    let page = read_tsv(&table);
    assert_eq!(page.text, "讯问笔录iPhone XS\n第3页\n\n王某");
    for word in &page.words {
        let said: String = page
            .text
            .chars()
            .skip(word.at as usize)
            .take(word.length as usize)
            .collect();
        assert!(table.contains(&format!("\t{said}")), "{said}");
    }
    assert_eq!(
        (page.words[0].left, page.words[0].top, page.words[0].confidence),
        (10, 12, 96)
    );
    // (2·96 + 2·91 + 6·88 + 2·88 + 40 + 99 + 97 + 2·90) / 17
    assert_eq!(page.confidence, 87);
    assert!(!page.cut);
}

#[test]
fn what_is_not_a_row_is_left_out() {
    let page = read_tsv(
        "Warning: Invalid resolution 0 dpi.\n5\t1\t1\n5\t1\t1\t1\t1\t1\t0\t0\t1\t1\tx\t字\n5\t1\t1\t1\t1\t1\t0\t0\t1\t1\t999\t王\n",
    );
    assert_eq!((page.text.as_str(), page.confidence), ("", 0));
    assert_eq!(read_tsv("").words, []);
}

#[test]
fn a_table_without_end_is_cut() {
    let row = "5\t1\t1\t1\t1\t1\t0\t0\t1\t1\t90\t字\n";
    let page = read_tsv(&row.repeat(100_000));
    assert!(page.cut);
    assert!(page.words.len() <= 60_000);
}
